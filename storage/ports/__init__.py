"""What the rest of Darcy asks of a store. Notion and the database answer; tests bring doubles."""

from storage.ports.answers import InteractionStore, LeaseStore
from storage.ports.board import BoardSetup, Directory, TaskReader, TaskWriter
from storage.ports.guilds import GuildSettingStore, LayoutStore, MemberStore, NoticeStore, PreferenceStore
from storage.ports.proposals import CardStore, ProposalStore
from storage.ports.runs import ExchangeStore, QuestionStore, RunStore

__all__ = [
    "BoardSetup",
    "CardStore",
    "Directory",
    "ExchangeStore",
    "GuildSettingStore",
    "InteractionStore",
    "LayoutStore",
    "LeaseStore",
    "MemberStore",
    "NoticeStore",
    "PreferenceStore",
    "ProposalStore",
    "QuestionStore",
    "RunStore",
    "TaskReader",
    "TaskWriter",
]
