"""The words by which teams name columns, language by language, the likeliest first.

They are only asked where neither Notion's own ids nor the types of the columns tell. What Notion's translated
templates and help pages call things is among them (notion.com/de/help/tasks-and-dependencies and the like).
"""
# ruff: noqa: RUF001 - Turkish has an i without a dot

from __future__ import annotations

import re
import unicodedata


def plain(name: str) -> str:
    """A name without case, accents, emoji and punctuation, to compare it with others."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def words(text: str) -> tuple[str, ...]:
    """The plain names in a text, commas or lines between them."""
    return tuple(plain(name) for line in text.strip().splitlines() for name in line.split(","))


def speaks_of(name: str, sought: tuple[str, ...]) -> bool:
    """Whether a name is one of these, or has one of them among its words."""
    told = f" {plain(name)} "
    return any(f" {word} " in told for word in sought)


STATUS = words("""
    status, task status, state, stage, progress
    stand, zustand, bearbeitungsstand, statut, état, avancement
    estado, situação, stato, voortgang, stan, tila, durum, stav, állapot, trạng thái
    статус, состояние, стан
    상태, 진행 상태, 진행상태, 진행 상황, ステータス, 状態, 進捗, 進捗状況, 状态, 狀態, 进度, 進度
""")
DONE_BOX = words("""
    done, completed, complete, finished, is done
    erledigt, fertig, abgeschlossen, terminé, fait, fini
    hecho, completado, completada, terminado, listo, concluído, concluída, feito, finalizado, fatto
    completato
    klaar, gereed, gedaan, voltooid, afgerond, zrobione, gotowe, ukończone, wykonane
    klar, klart, färdig, færdig, udført, ferdig, fullført, utført, valmis, tamamlandı, bitti, yapıldı
    hotovo, dokončeno, splněno, kész, selesai, hoàn thành, xong
    готово, выполнено, сделано, завершено, виконано, зроблено
    완료, 완료됨, 완료 여부, 完了, 済, 済み, 完成, 已完成
""")
ASSIGNEES = words("""
    assignee, assignees, assigned to, assigned, assign, owner, task owner, responsible, responsible person
    in charge, dri, who, person, people
    zuständig, zuständige person, zuständigkeit, verantwortlich, verantwortliche, verantwortliche person
    zugewiesen, zugewiesen an, zugewiesene person, bearbeiter, bearbeiterin, wer
    responsable, assigné, assignée, assigné à, attribué à, personne assignée, personne
    asignado, asignado a, asignada a, persona asignada, encargado, encargada, persona
    responsável, responsáveis, atribuído a, atribuído para, pessoa
    assegnatario, assegnato a, responsabile, incaricato
    toegewezen aan, verantwoordelijke, uitvoerder, eigenaar, persoon
    osoba odpowiedzialna, odpowiedzialny, przypisane do, wykonawca, osoba
    ansvarig, tilldelad, tilldelad till, ansvarlig, tildelt, tildelt til
    vastuuhenkilö, vastuuhenkilöt, vastuussa, tekijä, sorumlu, atanan, atanan kişi, görevli, kişi
    přiřazeno, přiřazená osoba, odpovědná osoba, řešitel, felelős, penanggung jawab, người phụ trách
    ответственный, исполнитель, назначено, відповідальний, виконавець, призначено
    담당자, 담당, 책임자, 작업자, 担当者, 担当, 責任者
    负责人, 負責人, 执行人, 執行人, 经办人, 指派给
""")
MEMBERS = words("""
    team member, team members, member, members, staff, crew
    teammitglied, teammitglieder, mitglied, mitglieder, mitarbeiter, membre, membres, miembro, miembros
    membro, membros, membri, teamlid, teamleden, leden, członek zespołu, członkowie, medlem
    medlemmar, medlemmer
    jäsen, jäsenet, ekip üyesi, üye, üyeler, člen týmu, členové, участник, участники, учасник, учасники
    팀원, 구성원, 멤버, メンバー, チームメンバー, 成员, 成員, 团队成员
""")
TEAM = words("""
    team, teams, squad, équipe, equipo, equipe, squadra, zespół, tiimi, ekip, takım, tým
    команда, 팀, チーム, 团队, 團隊
""")
"""Names that may be of people, or of groups of them: what the relation leads to must tell."""
NOT_ASSIGNEES = words("""
    reviewer, reviewers, reviewed by, review by, approver, approvers, approved by, created by
    creator, author
    requester, requested by, reporter, reported by, watchers, followers, stakeholder, stakeholders, tester
    backup, informed, consulted, prüfer, prüferin, geprüft von, ersteller, erstellt von, beobachter
    auftraggeber, relecteur, validateur, demandeur, créateur, observateurs, revisor, revisora, aprobador
    solicitante, creador, aprovador, criador, revisore, richiedente, beoordelaar, recensent, granskare
    проверяющий, автор, заказчик, 검토자, 리뷰어, 요청자, 승인자, 작성자, 참조
    レビュアー, レビュー担当, 承認者, 依頼者, 作成者, 审核人, 審核人, 审批人, 创建人, 申请人
""")
DUE = words("""
    due, due date, due by, due on, deadline, target date, do by, done by, to be done by, finish by
    fällig, fällig am, fälligkeit, fälligkeitsdatum, fälligkeitstermin, frist, abgabetermin, termin
    échéance, date d'échéance, date limite
    vencimiento, fecha de vencimiento, fecha límite, fecha de entrega, plazo
    prazo, prazo final, data de vencimento, data de entrega, data limite, vencimento
    scadenza, data di scadenza, vervaldatum, uiterste datum, einddatum
    termin wykonania, termin realizacji, termin ukończenia, förfallodatum, forfaldsdato, forfallsdato
    määräaika, eräpäivä, takaraja, son tarih, bitiş tarihi, teslim tarihi
    termín, termín dokončení, datum splnění, splnit do, határidő, tenggat, tenggat waktu, hạn chót, thời hạn
    срок, дедлайн, срок выполнения, крайний срок, термін, термін виконання, кінцевий термін
    마감일, 기한, 마감, 마감 기한, 마감 날짜, 期限, 締切, 締め切り, 期日, 締切日
    截止日期, 到期日, 截止时间, 截止時間, 截止日, 到期日期
    end, end date, ende, enddatum, fin, fim, date de fin, fecha de fin, data de término
    종료일, 終了日, 结束日期, 結束日期
    date, datum, fecha, data, dato, tarih, päivämäärä, дата, 날짜, 日付, 日期
""")
NOT_DUE = words("""
    start, starts, started, begin, begins, begun, created, added, completed, closed, done, finished, shipped
    edited, updated, modified, changed, reminder, remind, synced, sync, reviewed, published
    geändert, geändert am, endret, ændret, ändrad, modifié, modificado, modificato, изменено
    startdatum, beginn, begonnen, anfang, erstellt, erledigt am, abgeschlossen am, erinnerung, wiedervorlage
    début, créé, créée, commencé, terminé le, rappel, inicio, creado, creada, completado, recordatorio
    início, criado, criada, concluído, lembrete, inizio, creato, promemoria, begindatum, aangemaakt
    rozpoczęcia, utworzono, startdato, oprettet, opprettet, aloituspäivä, luotu, başlangıç, oluşturulma
    začátek, vytvořeno, начало, начала, создано, завершено, початок, створено
    시작, 시작일, 생성일, 완료일, 등록일, 수정일, 開始日, 作成日, 完了日, 着手日, 登録日, 更新日, 変更日
    开始日期, 開始日期, 创建日期, 建立日期, 完成日期, 完成时间, 开始时间, 修改日期, 更新日期
""")
PROJECT = words("""
    project, projects, project name, projekt, projekte, projet, projets, proyecto, proyectos
    projeto, projetos
    progetto, progetti, projecten, projekty, projektit, projekti, hanke, prosjekt, prosjekter, proje
    projeler
    proyek, dự án, проект, проекты, проєкт, проєкти
    프로젝트, プロジェクト, 案件, 项目, 所属项目, 專案
    campaign, initiative, area
""")
NOT_PROJECT = words("""
    sprint, sprints, meeting, meetings, doc, docs, document, documents, note, notes, file, files, resource
    resources, contact, contacts, blocked by, blocking, blocks, depends on, dependencies, dependency
    pull request, pull requests, github, github pull requests, comments, commits
    besprechung, besprechungen, dokumente, notizen, blockiert von, réunion, réunions, documents, reunión
    reuniones, documentos, reunião, reuniões, riunione, riunioni
    스프린트, 회의, 회의록, 문서, スプリント, 会議, 議事録, ドキュメント, 冲刺, 会议, 會議, 文档
""")
PRIORITY = words("""
    priority, prio, urgency, importance
    priorität, wichtigkeit, dringlichkeit, priorité, urgence, prioridad, importancia, prioridade, priorità
    prioriteit, priorytet, prioritet, prioriteetti, öncelik, priorita, prioritás, prioritas, mức độ ưu tiên
    приоритет, важность, пріоритет
    우선순위, 중요도, 優先度, 優先順位, 重要度, 优先级, 優先級, 优先度, 優先順序
""")
TAGS = words("""
    tags, tag, labels, label, keywords, categories, category, topics, topic, task type, type
    schlagworte, schlagwörter, etiketten, kategorie, kategorien, aufgabentyp
    étiquettes, étiquette, catégorie, catégories, type de tâche, etiquetas, etiqueta, categoría, categorías
    tipo de tarea, marcadores, categoria, categorias, tipo de tarefa, etichette, etichetta, categorie
    etykiety, tagi, kategoria, taggar, etiketter, kategori, tunnisteet, tagit, etiketler, etiket, štítky
    теги, метки, категория, мітки, категорія
    태그, 라벨, 분류, 카테고리, 작업 유형, タグ, ラベル, カテゴリ, カテゴリー, 種別
    标签, 標籤, 分类, 分類, 类别, 類別, 任务类型
""")
PARENT = words("""
    parent item, parent task, parent, parent tasks
    übergeordnetes element, übergeordnete aufgabe, übergeordnet, hauptaufgabe
    élément parent, tâche parente, tâche parent, tâche principale
    elemento principal, tarea principal, elemento padre, tarea padre, ítem principal
    item principal, tarefa principal, item pai, tarefa pai, elemento principale, attività principale
    bovenliggend item, bovenliggende taak, hoofdtaak, element nadrzędny, zadanie nadrzędne
    överordnat objekt, överordnad uppgift, huvuduppgift, overordnet element, overordnet opgave, hovedopgave
    overordnet oppgave, hovedoppgave, ylätason kohde, ylätehtävä, päätehtävä, üst öğe, üst görev, ana görev
    nadřazená položka, nadřazený úkol
    родительская задача, родительский элемент, основная задача, батьківське завдання, батьківський елемент
    상위 항목, 상위 작업, 상위 업무, 상위, 親アイテム, 親タスク, 親, 上位タスク
    父项目, 父级项目, 父任务, 上级任务, 上层任务, 父項目, 父任務, 上級任務, 母項目
""")
SUB_TASKS = words("""
    sub item, sub items, subitem, subitems, sub task, sub tasks, subtask, subtasks, child, children
    child tasks
    unterelement, unterelemente, unteraufgabe, unteraufgaben, untergeordnet, teilaufgaben
    sous élément, sous éléments, sous tâche, sous tâches, subelemento, subelementos, subtarea
    subtareas, subítems
    subitens, subtarefa, subtarefas, sottoelementi, sottoattività, subtaak, subtaken, deeltaken
    podzadanie, podzadania, deluppgifter, underuppgifter, underelementer, underopgaver, underoppgaver
    alikohteet, alitehtävät, alt öğe, alt öğeler, alt görev, alt görevler, podúkoly, podpoložky
    подзадача, подзадачи, підзавдання
    하위 항목, 하위 작업, 하위 업무, サブアイテム, サブタスク, 子アイテム, 子タスク
    子项目, 子任务, 子項目, 子任務
""")
NOTES = words("""
    notes, note, description, details, summary, comment, comments, text
    notizen, notiz, beschreibung, anmerkungen, remarques, détails
    notas, descripción, descrição, observações, detalles, detalhes, descrizione, appunti
    notities, omschrijving, beschrijving, notatki, opis, anteckningar, beskrivning, noter
    beskrivelse, notater
    muistiinpanot, kuvaus, notlar, açıklama, poznámky, popis, megjegyzés, catatan, deskripsi, ghi chú, mô tả
    заметки, описание, комментарий, нотатки, опис
    메모, 설명, 비고, 내용, メモ, 説明, 備考, 备注, 备注说明, 说明, 描述, 備註, 說明
""")

VAGUE = words("""
    date, datum, fecha, data, dato, tarih, дата, who, wer, person, persona, personne, people, pessoa
    persoon
    osoba, kişi, text, note, summary, area, type, topic, progress, stage, end date, enddatum
    einddatum, assign
    parent, child, children, label, category, details, owner, responsible
    end, ende, fin, fim
""")
"""Names that tell only where they are all of a column's name: a “start date” is not when it is due."""
