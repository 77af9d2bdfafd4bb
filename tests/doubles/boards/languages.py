"""Boards of one plain shape in many languages: status, people, due, project, priority and notes by name."""
# ruff: noqa: RUF001 - not every language is written in Latin letters

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.layouts import Told
from tests.doubles.boards.shape import ANA, Shape, date, people, select, text, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.records import Field

ONLY, NAMED = Told.ONLY_ONE, Told.NAME


def _plain(name: str, about: str, names: Sequence[str], statuses: Sequence[str], start: str) -> Shape:
    """A board of one shape in some language: title, status, people, due, project, priority and notes."""
    task, state, who, due, project, priority, notes = names
    fields: tuple[Field, ...] = ("status", "assignees", "due", "project", "priority", "notes")
    return Shape(
        name=name,
        about=about,
        columns=[
            title(task),
            select(state, *statuses),
            people(who),
            people("✍️"),
            date(start),
            date(due),
            select(project, "Alpha", "Beta"),
            select(priority, "1", "2"),
            select("🎨", "a", "b"),
            text(notes),
            text("🔗"),
        ],
        row={
            task: "Alpha one",
            state: statuses[1],
            who: [ANA],
            due: "2026-06-12",
            project: "Alpha",
            priority: "1",
            notes: "✓",
        },
        told={
            "title": (task, ONLY),
            **{each: (named, NAMED) for each, named in zip(fields, names[1:], strict=True)},
        },
        done=(statuses[2],),
    )


LANGUAGES = (
    _plain(
        "french",
        "French",
        ("Tâche", "État", "Assigné à", "Date d’échéance", "Projet", "Priorité", "Remarques"),
        ("À faire", "En cours", "Terminé"),
        "Date de début",
    ),
    _plain(
        "portuguese",
        "Portuguese",
        ("Tarefa", "Situação", "Responsável", "Prazo", "Projeto", "Prioridade", "Descrição"),
        ("A fazer", "Em andamento", "Concluído"),
        "Início",
    ),
    _plain(
        "italian",
        "Italian",
        ("Attività", "Stato", "Assegnato a", "Scadenza", "Progetto", "Priorità", "Descrizione"),
        ("Da fare", "In corso", "Completato"),
        "Data di inizio",
    ),
    _plain(
        "dutch",
        "Dutch",
        ("Taak", "Voortgang", "Toegewezen aan", "Vervaldatum", "Project", "Prioriteit", "Notities"),
        ("Te doen", "Mee bezig", "Klaar"),
        "Begindatum",
    ),
    _plain(
        "polish",
        "Polish",
        ("Zadanie", "Stan", "Osoba odpowiedzialna", "Termin wykonania", "Projekt", "Priorytet", "Opis"),
        ("Do zrobienia", "W toku", "Zrobione"),
        "Data rozpoczęcia",
    ),
    _plain(
        "swedish",
        "Swedish",
        ("Uppgift", "Status", "Ansvarig", "Förfallodatum", "Projekt", "Prioritet", "Anteckningar"),
        ("Att göra", "Pågår", "Klart"),
        "Startdatum",
    ),
    _plain(
        "turkish",
        "Turkish",
        ("Görev", "Durum", "Sorumlu", "Son tarih", "Proje", "Öncelik", "Açıklama"),
        ("Yapılacak", "Devam ediyor", "Tamamlandı"),
        "Başlangıç",
    ),
    _plain(
        "russian",
        "Russian",
        ("Задача", "Статус", "Ответственный", "Срок", "Проект", "Приоритет", "Описание"),
        ("Новая", "В работе", "Готово"),
        "Дата начала",
    ),
    _plain(
        "ukrainian",
        "Ukrainian",
        ("Завдання", "Стан", "Відповідальний", "Термін", "Проєкт", "Пріоритет", "Опис"),
        ("Нове", "В роботі", "Виконано"),
        "Початок",
    ),
    _plain(
        "chinese",
        "Chinese",
        ("任务", "状态", "负责人", "截止日期", "项目", "优先级", "备注"),
        ("未开始", "进行中", "已完成"),
        "开始日期",
    ),
    _plain(
        "taiwanese",
        "Chinese of Taiwan",
        ("任務", "狀態", "負責人", "截止時間", "專案", "優先級", "備註"),
        ("待處理", "進行中", "完成"),
        "開始日期",
    ),
    _plain(
        "czech",
        "Czech",
        ("Úkol", "Stav", "Řešitel", "Termín", "Projekt", "Priorita", "Poznámky"),
        ("Čeká", "Probíhá", "Hotovo"),
        "Začátek",
    ),
)
