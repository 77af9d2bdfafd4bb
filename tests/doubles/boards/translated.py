"""Boards as teams keep them in their own languages."""

from __future__ import annotations

from storage.layouts import Told
from tests.doubles.boards.shape import (
    ANA,
    BEN,
    KIM,
    Shape,
    a_database,
    box,
    date,
    people,
    relation,
    select,
    several,
    status,
    text,
    title,
)

ONLY, KNOWN, NAMED = Told.ONLY_ONE, Told.TEMPLATE, Told.NAME

KOREAN = Shape(
    name="korean",
    about="Korean, with groups of statuses in Korean",
    columns=[
        title("작업 이름"),
        status("진행 상태", ["할 일"], ["진행 중"], ["완료", "보관됨"], groups="할 일/진행 중/완료됨"),
        people("담당자"),
        people("검토자"),
        date("시작일"),
        date("마감일"),
        select("우선순위", "높음", "보통", "낮음"),
        several("태그", "홍보", "행사"),
        relation("프로젝트", "프로젝트 목록"),
        relation("상위 작업", other_side="하위 작업"),
        text("설명"),
    ],
    others=[a_database("프로젝트 목록", "봄 축제")],
    row={
        "작업 이름": "포스터 만들기",
        "진행 상태": "진행 중",
        "담당자": [KIM],
        "마감일": "2026-06-12",
        "우선순위": "높음",
        "태그": ["홍보"],
        "프로젝트": ["봄 축제"],
        "설명": "파란색으로",
    },
    told={
        "title": ("작업 이름", ONLY),
        "status": ("진행 상태", ONLY),
        "assignees": ("담당자", NAMED),
        "due": ("마감일", NAMED),
        "priority": ("우선순위", NAMED),
        "tags": ("태그", ONLY),
        "project": ("프로젝트", ONLY),
        "parent": ("상위 작업", NAMED),
        "notes": ("설명", NAMED),
    },
    done=("완료", "보관됨"),
)

GERMAN = Shape(
    name="german",
    about="German, the status a select, the project too",
    columns=[
        title("Aufgabe"),
        select("Stand", "Offen", "In Arbeit", "Erledigt", "Verworfen"),
        people("Zuständig"),
        people("Prüfer"),
        date("Beginn"),
        date("Fällig am"),
        select("Projekt", "Sommerfest", "Umzug"),
        select("Priorität", "Hoch", "Niedrig"),
        several("Schlagworte", "Druck", "Netz"),
        relation("Übergeordnetes Element", other_side="Unterelement"),
        text("Notizen"),
    ],
    row={
        "Aufgabe": "Plakat drucken",
        "Stand": "In Arbeit",
        "Zuständig": [ANA],
        "Fällig am": "2026-06-12",
        "Projekt": "Sommerfest",
        "Priorität": "Hoch",
        "Schlagworte": ["Druck"],
        "Notizen": "A2, farbig",
    },
    told={
        "title": ("Aufgabe", ONLY),
        "status": ("Stand", NAMED),
        "assignees": ("Zuständig", NAMED),
        "due": ("Fällig am", NAMED),
        "project": ("Projekt", NAMED),
        "priority": ("Priorität", NAMED),
        "tags": ("Schlagworte", ONLY),
        "parent": ("Übergeordnetes Element", NAMED),
        "notes": ("Notizen", NAMED),
    },
    done=("Erledigt", "Verworfen"),
)

JAPANESE = Shape(
    name="japanese",
    about="Japanese",
    columns=[
        title("タスク名"),
        status("ステータス", ["未着手"], ["進行中"], ["完了"], groups="未着手/進行中/完了"),
        people("担当者"),
        people("依頼者"),
        date("開始日"),
        date("期限"),
        relation("プロジェクト", "プロジェクト一覧"),
        relation("議事録", "議事録一覧"),
        select("優先度", "高", "低"),
        several("カテゴリ", "広報", "会計"),
        relation("親アイテム", other_side="サブアイテム"),
        text("メモ"),
    ],
    others=[a_database("プロジェクト一覧", "学園祭"), a_database("議事録一覧", "六月")],
    row={
        "タスク名": "ポスター作成",
        "ステータス": "未着手",
        "担当者": [KIM, BEN],
        "期限": "2026-06-12",
        "プロジェクト": ["学園祭"],
        "優先度": "高",
        "カテゴリ": ["広報"],
        "メモ": "青で",
    },
    told={
        "title": ("タスク名", ONLY),
        "status": ("ステータス", ONLY),
        "assignees": ("担当者", NAMED),
        "due": ("期限", NAMED),
        "project": ("プロジェクト", NAMED),
        "priority": ("優先度", NAMED),
        "tags": ("カテゴリ", ONLY),
        "parent": ("親アイテム", NAMED),
        "notes": ("メモ", NAMED),
    },
    done=("完了",),
)

SPANISH = Shape(
    name="spanish",
    about="Notion's Projects & Tasks in Spanish",
    columns=[
        title("Nombre de la tarea"),
        status("Estado", ["Sin empezar"], ["En curso"], ["Completado"], id="notion://tasks/status_property"),
        people("Responsable", id="notion://tasks/assign_property"),
        date("Fecha límite", id="notion://tasks/due_date_property"),
        select("Prioridad", "Alta", "Baja", id="notion://tasks/priority_property"),
        relation("Proyecto", "Proyectos", id="notion://tasks/task_to_project_relation"),
        relation(
            "Tarea principal",
            id="notion://tasks/parent_task_relation",
            other_side="Subtareas",
            other_side_id="notion://tasks/sub_task_relation",
        ),
        text("Notas"),
    ],
    others=[a_database("Proyectos", "Feria")],
    row={
        "Nombre de la tarea": "Hacer el cartel",
        "Estado": "En curso",
        "Responsable": [ANA],
        "Fecha límite": "2026-06-12",
        "Prioridad": "Alta",
        "Proyecto": ["Feria"],
        "Notas": "En azul",
    },
    told={
        "title": ("Nombre de la tarea", ONLY),
        "status": ("Estado", KNOWN),
        "assignees": ("Responsable", KNOWN),
        "due": ("Fecha límite", KNOWN),
        "priority": ("Prioridad", KNOWN),
        "project": ("Proyecto", KNOWN),
        "parent": ("Tarea principal", KNOWN),
        "notes": ("Notas", NAMED),
    },
    done=("Completado",),
)


FRENCH_BOX = Shape(
    name="french_checkbox",
    about="French, a box to tick and a select of first names",
    columns=[
        title("Tâche"),
        box("Terminé ?"),
        select("Responsable", "Ana", "Ben"),
        date("Échéance"),
        several("Étiquettes", "Courses", "Repas"),
    ],
    row={"Tâche": "Acheter le pain", "Responsable": "Ana", "Échéance": "2026-06-12", "Étiquettes": ["Repas"]},
    told={
        "title": ("Tâche", ONLY),
        "status": ("Terminé ?", NAMED),
        "assignees": ("Responsable", NAMED),
        "due": ("Échéance", ONLY),
        "tags": ("Étiquettes", ONLY),
    },
    done=("Done",),
)

TRANSLATED = (KOREAN, GERMAN, JAPANESE, SPANISH, FRENCH_BOX)
