"""The words by which teams name columns and statuses, language by language, the likeliest first.

They are only asked where neither Notion's own ids nor the types of the columns tell.
"""

from __future__ import annotations

import re
import unicodedata


def plain(name: str) -> str:
    """A name without case, accents, emoji and punctuation, to compare it with others."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(name) for line in text.strip().splitlines() for name in line.split(","))


STATUS = _words("""
    status, task status, state, stage
    stand, zustand, statut, état, avancement, estado, situação, stato
    상태, 진행 상태, ステータス, 状態, 进度, 状态, 狀態
""")
DONE_BOX = _words("""
    done, completed, complete, finished
    erledigt, fertig, terminé, fait, hecho, completado, concluído, feito, fatto
    완료, 완료됨, 完了, 済, 完成
""")
ASSIGNEES = _words("""
    assignee, assignees, assigned to, assign, owner, responsible, in charge, who, person, people
    zuständig, verantwortlich, zugewiesen, zugewiesen an, bearbeiter, bearbeiterin, person
    responsable, assigné, assignée, assigné à, personne
    responsable, asignado, asignado a, encargado, persona, responsável, atribuído a, assegnatario
    담당자, 담당, 担当者, 担当, 负责人, 執行人, 执行人, 負責人
""")
DUE = _words("""
    due, due date, due by, due on, deadline
    fällig, fällig am, fälligkeit, fälligkeitsdatum, frist, termin
    échéance, date d'échéance, date limite, vencimiento, fecha de vencimiento, fecha límite, fecha de entrega
    prazo, data de vencimento, data de entrega, vencimento, scadenza
    마감일, 기한, 期限, 締切, 締め切り, 期日, 截止日期, 到期日
    date, datum, fecha, data, 날짜, 日付, 日期
""")
PROJECT = _words("""
    project, projects, projekt, projekte, projet, projets, proyecto, proyectos, projeto, projetos, progetto
    프로젝트, プロジェクト, 项目, 專案
    campaign, initiative, team, area
""")
PRIORITY = _words("""
    priority, prio, urgency, importance
    priorität, wichtigkeit, priorité, prioridad, prioridade, priorità
    우선순위, 중요도, 優先度, 优先级, 優先順序
""")
NOTES = _words("""
    notes, note, description, details, summary, comment, comments, text
    notizen, notiz, beschreibung, anmerkungen, remarques
    notas, descripción, descrição, observações, descrizione
    메모, 설명, 비고, メモ, 説明, 備考, 备注, 说明, 描述, 備註
""")

VAGUE = _words("""
    date, datum, fecha, data, who, person, persona, people, personne, text, note, summary, team, area
""")
"""Names that tell only where they are all of a column's name: a “start date” is not when it is due."""

DONE = _words("""
    done, complete, completed, finished, closed, resolved, shipped
    erledigt, fertig, abgeschlossen, beendet, terminé, terminée, fait, fini, achevé
    hecho, terminado, completado, listo, finalizado, concluído, feito, fatto, completato
    완료, 완료됨, 종료, 完了, 済, 済み, 終了, 完成, 已完成, 结束
""")
CALLED_OFF = _words("""
    cancelled, canceled, archived, archive, dropped, won't do, wont do, abandoned, rejected
    abgebrochen, verworfen, archiviert, annulé, abandonné, archivé
    cancelado, descartado, archivado, arquivado, annullato
    취소, 취소됨, 中止, キャンセル, 取消, 已取消, 归档
""")
BEGUN = _words("""
    in progress, doing, started, ongoing, wip, review, in review
    in arbeit, begonnen, in bearbeitung, en cours, en curso, en progreso, em andamento, in corso
    진행 중, 진행중, 進行中, 作業中, 进行中, 处理中
""")
ACTIVE_BOX = _words("""
    active, open, aktiv, offen, actif, activo, ativo, attivo, 활성, 有効, 活跃
""")
"""A checkbox of a project with such a name says, ticked, that the project goes on."""
