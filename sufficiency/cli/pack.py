"""``sufficiency panel pack``: what a panel needs on paper."""

from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import Format, FormatOption, InputsOption, QuietOption
from sufficiency.cli.output import emit, say
from sufficiency.errors import UsageError
from sufficiency.reports.audience import Audience

commands = typer.Typer()
ChildrenOption = Annotated[
    list[str] | None,
    typer.Option("--child", metavar="CHILD", help="Pages and letters for this case alone; may be repeated."),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="Your own .docx instead of the default, or a folder of them."),
]
WriteTemplateOption = Annotated[
    Path | None,
    typer.Option("--write-template", metavar="FILE", help="Write the default to this .docx, or all to this folder."),
]


@commands.command()
def pack(
    run: Annotated[Path | None, typer.Argument(help="A run folder.", metavar="RUN")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="New folder; RUN-AUDIENCE-pack if left out."),
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Whom it is for; the files are named for it.")] = Audience.PANEL,
    template: TemplateOption = None,
    letters: Annotated[
        bool, typer.Option("--letters", help="Draft letters too, and a list of missing fields.")
    ] = False,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="CHILD", help="An evidence sheet for this case; may be repeated."),
    ] = None,
    child: ChildrenOption = None,
    inputs: InputsOption = None,
    write_template: WriteTemplateOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Recount a run and write its pack for a panel, the authority or the public: Word, Excel and PDF."""
    from sufficiency import api

    try:
        from sufficiency.reports.pack.write import PackChoices, write_templates
    except ModuleNotFoundError as missing:
        raise UsageError(f"A pack needs {missing.name}. Install it: pip install sufficiency[pack]") from missing

    if write_template is not None:
        _told(write_templates(write_template), write_template, form, quiet=quiet)
        return
    if run is None:
        raise UsageError("Name a run folder: sufficiency panel pack RUN.")
    target = out or run.with_name(f"{run.resolve().name}-{audience}-pack")
    choices = PackChoices(audience, template, tuple(child or ()), letters, tuple(evidence or ()))
    _told(api.pack(run, target, choices, inputs), target, form, quiet=quiet)


def _told(names: tuple[str, ...], where: Path, form: Format, *, quiet: bool) -> None:
    emit([{"file": name} for name in names], "\n".join(names), form)
    say(f"Written: {where}", quiet=quiet)
