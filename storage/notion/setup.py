"""Which column of the board is taken for what, told to an admin and corrected by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, KeptUnseenError, StoreUnavailableError
from storage.layouts import ColumnChoice, Survey, Told
from storage.notion.columns import LABELS
from storage.notion.links import same_property
from storage.notion.roles import ROLE_OF
from storage.notion.schema import SETUP, cannot_tell
from storage.records import TaskQuery

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from storage.notion.columns import Column
    from storage.notion.directory import NotionDirectory
    from storage.notion.schema import Layout
    from storage.ports import LayoutStore, TaskReader
    from storage.records import DiscordId, Field, Task

SAMPLES = 3

UNSHARED = (
    "Notion shows Darcy no relation whose database is not shared with its connection. If the board has a "
    "project column that is not offered here, share its database as well: ••• → Connections."
)
NONE_DONE = (
    "No status of the board is known to mean done, so nothing can be finished from here. Say which do, or "
    "let someone who may edit the board add one."
)


class NotionSetup:
    """Surveys one board, by reading a few of its tasks, and keeps what admins choose."""

    def __init__(self, directory: NotionDirectory, reader: TaskReader, layouts: LayoutStore) -> None:
        self._directory, self._reader, self._layouts = directory, reader, layouts

    async def survey(self) -> Survey:
        layout = await self._afresh()
        samples, failed = await self._samples()
        return Survey(
            name=layout.schema.name,
            url=layout.schema.url,
            roles=tuple(found.shown for found in layout.found),
            statuses=layout.schema.statuses,
            done_is_chosen=layout.done_is_chosen,
            samples=samples,
            problem="\n".join(dict.fromkeys([*_problems(layout), *failed])) or None,
        )

    async def choose(self, choice: ColumnChoice) -> Survey:
        layout = await self._afresh()
        if choice.role == "done":
            _check_done(choice, layout)
        else:
            _check_column(choice.role, choice.ids, layout)
        await self._layouts.save_choices(self._directory.source, [choice])
        return await self._survey_of_kept()

    async def keep(self, by: DiscordId, at: dt.datetime) -> Survey:
        layout = await self._afresh()
        choices = [
            ColumnChoice(role=found.role.field, ids=(found.column.id,), chosen_by=by, chosen_at=at)
            for found in layout.found
            if found.column is not None and found.told is not Told.CHOSEN
        ]
        await self._layouts.save_choices(self._directory.source, choices)
        return await self._survey_of_kept()

    async def _survey_of_kept(self) -> Survey:
        try:
            return await self.survey()
        except StoreUnavailableError as error:
            raise KeptUnseenError from error

    async def _afresh(self) -> Layout:
        """With other columns other people and projects may be meant, so all of it is looked up anew."""
        await self._directory.refresh()
        return await self._directory.layout()

    async def _samples(self) -> tuple[tuple[Task, ...], list[str]]:
        """A few tasks read by these columns, open ones if there are any, and what stood in the way."""
        tasks: tuple[Task, ...] = ()
        try:
            tasks = (await self._reader.find_tasks(TaskQuery(is_done=False, limit=SAMPLES))).tasks
            if left := SAMPLES - len(tasks):
                tasks += (await self._reader.find_tasks(TaskQuery(is_done=True, limit=left))).tasks
            await self._directory.projects()
        except BoardChangedError as error:
            return tasks, [str(error).removesuffix(SETUP).strip()]
        return tasks, []


def _problems(layout: Layout) -> Iterator[str]:
    """What an admin should know or settle, in a person's words."""
    unsettled = [cannot_tell(found) for found in layout.unsettled]
    if unsettled:
        yield " ".join(unsettled)
    for found in layout.found:
        if found.was_lost:
            now = f"“{found.column.name}” is taken instead" if found.column else "nothing is taken instead"
            yield f"The column chosen for {found.role.label} is gone or has another type: {now}."
    if layout.done_was_lost:
        yield "The statuses chosen to mean done are gone: their groups or names tell again."
    if layout.schema.statuses and not layout.schema.done:
        yield NONE_DONE
    project = next(found for found in layout.found if found.role.field == "project")
    if project.column is None and not any(column.kind == "relation" for column in project.candidates):
        yield UNSHARED


def _check_column(field: Field, ids: tuple[str, ...], layout: Layout) -> None:
    """Raises `BoardChangedError` if the board has no such column, or one that cannot be for this."""
    role = ROLE_OF[field]
    if not ids:
        if field == "title":
            raise BoardChangedError("Every Notion database has a title, and tasks are called by it.")
        return
    candidates = next(found.candidates for found in layout.found if found.role is role)
    if len(ids) > 1 or not any(same_property(column.id, ids[0]) for column in candidates):
        raise BoardChangedError(
            f"The board has no such column for {LABELS[field]} any more. It could be: {_listed(candidates)}."
        )


def _check_done(choice: ColumnChoice, layout: Layout) -> None:
    known = {status.id for status in layout.schema.statuses if status.id}
    if not known:
        raise BoardChangedError(
            "The board's status is not one of several options, so there is nothing to choose: a ticked box "
            "means done."
        )
    if not known.issuperset(choice.ids):
        raise BoardChangedError("The board has no such status any more. Look again and choose anew.")


def _listed(columns: tuple[Column, ...]) -> str:
    return ", ".join(f"“{column.name}”" for column in columns) or "none of its columns"
