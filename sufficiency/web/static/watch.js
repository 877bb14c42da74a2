// Parts of a page that change while work goes on are asked for again, until the server sends a page that does not watch.
const PAUSE = 3000

const parts = (page) => [...page.querySelectorAll('[data-watched]')]

async function look () {
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = parts(page)
    if (!answer.ok || answer.redirected) return
    parts(document).forEach((part, at) => {
      const changed = fresh[at] && fresh[at].innerHTML !== part.innerHTML
      if (changed && !part.contains(document.activeElement)) part.innerHTML = fresh[at].innerHTML
    })
    document.title = page.title
    if (!page.querySelector('script[src="/static/watch.js"]')) return
  } catch {
    // the server may be starting again; the next look will tell
  }
  setTimeout(look, PAUSE)
}

setTimeout(look, PAUSE)
