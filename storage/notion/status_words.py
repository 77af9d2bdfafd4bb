"""The words by which teams name what state a task, a project or a person of the team is in."""
# ruff: noqa: RUF001 - Turkish has an i without a dot

from __future__ import annotations

from storage.notion.words import words

DONE = words("""
    done, complete, completed, finished, closed, resolved, shipped, released, launched, delivered
    erledigt, fertig, abgeschlossen, beendet, terminé, terminée, fait, fini, achevé
    hecho, hecha, terminado, terminada, completado, completada, listo, finalizado
    concluído, concluída, feito, finalizada, fatto, completato, completata, concluso
    klaar, gereed, gedaan, voltooid, afgerond, zrobione, gotowe, ukończone, zakończone, wykonane
    klar, klart, färdig, slutförd, færdig, udført, afsluttet, ferdig, fullført, utført, valmis, tehty
    tamamlandı, bitti, yapıldı, hotovo, dokončeno, splněno, kész, selesai, hoàn thành, xong
    готово, выполнено, сделано, завершено, закрыто, виконано, зроблено
    완료, 완료됨, 종료, 끝, 完了, 済, 済み, 終了, 完成, 已完成, 结束, 結束
""")
CALLED_OFF = words("""
    cancelled, canceled, archived, archive, dropped, won't do, wont do, abandoned, rejected
    duplicate, obsolete
    abgebrochen, verworfen, archiviert, abgelehnt, annulé, annulée, abandonné, archivé
    cancelado, cancelada, descartado, archivado, arquivado, annullato, archiviato
    geannuleerd, gearchiveerd, anulowane, zarchiwizowane, avbruten, arkiverad, annulleret, arkiveret
    avbrutt
    arkivert, peruttu, arkistoitu, iptal, iptal edildi, arşivlendi, zrušeno, archivováno
    отменено, архив, в архиве, скасовано
    취소, 취소됨, 보관, 보관됨, 中止, キャンセル, アーカイブ, 取消, 已取消, 归档, 封存
""")
BEGUN = words("""
    in progress, doing, started, ongoing, wip, working on it, active, review, in review, testing, blocked
    in arbeit, begonnen, in bearbeitung, in prüfung, en cours, en curso, en progreso, en revisión
    em andamento, em progresso, em revisão, in corso, mee bezig, bezig, in uitvoering, w toku, w trakcie
    pågår, pågående, i gang, igang, under arbeid, käynnissä, kesken, devam ediyor, yapılıyor
    probíhá, folyamatban, sedang berjalan, đang làm, в работе, в процессе, делается, в роботі
    진행 중, 진행중, 진행, 검토 중, 進行中, 作業中, 対応中, レビュー中, 进行中, 处理中, 審核中
""")
ACTIVE_BOX = words("""
    active, open, aktiv, offen, actif, active, activo, activa, ativo, ativa, attivo, actief, aktywny
    aktiivinen
    aktif, aktivní, активный, активен, активний, 활성, 有効, 活跃, 啟用
""")
"""A checkbox with such a name says, ticked, that a project goes on or a person is still there."""
ENDED_BOX = (*CALLED_OFF, *DONE)
ENDED_ON = words("""
    archived, archived on, archived at, archive date, closed on, date closed, completed on, date completed
    archiviert am, abgeschlossen am, archivé le, terminé le, archivado el, arquivado em
    보관일, 완료일, アーカイブ日, 完了日, 归档日期, 完成日期
""")
"""A date with such a name says, filled in, that a project has ended. A planned end does not."""
GONE = words("""
    inactive, left, former, alumni, alumnus, alumna, ex member, retired, not active, gone
    inaktiv, ausgeschieden, ehemalig, ehemalige, inactif, inactive, ancien, ancienne, parti, partie
    inactivo, inactiva, baja, inativo, inativa, inattivo, inactief, vertrokken, nieaktywny
    slutat, inaktivní, неактивен, уволен, неактивний, 비활성, 퇴사, 탈퇴, 退職, 退会, 離職, 离职, 已离开
""")
"""What a team's database says of those who are no longer on the team."""
