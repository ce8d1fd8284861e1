"""Sentences of my family: refusals, what to do next, originals for the MFC, reasons of an officer."""

FAMILY: dict[str, tuple[str, str]] = {
    "PROFILE_REQUIRED": (
        "Сначала заполните сведения о себе: без них ведомства не проверят родство.",
        "Fill in your own data first: registries check the two of you together.",
    ),
    "INCAPACITATED_ADULT": (
        "Представители недееспособных взрослых не подают заявление онлайн. Обратитесь лично в поликлинику, к которой "
        "прикреплён подопечный: возьмите свой паспорт, решение суда и акт о назначении опекуном.",
        "Representatives of incapacitated adults cannot apply online. Come in person to the clinic that your ward is "
        "attached to, with your passport, the court's decision and the act of guardianship.",
    ),
    "RELATIONSHIP_CONTRADICTS_SEX": (
        "Родство и пол не сходятся: сын — мужской пол, дочь — женский. Исправьте одно из двух.",
        "Relationship and sex contradict each other: a son is male, a daughter female. Correct one of them.",
    ),
    "BIRTH_DOCUMENT_REQUIRED": (
        "Родство подтверждает документ о рождении, паспорт — нет. Укажите свидетельство о рождении.",
        "A birth document proves parentage, a passport does not. Enter the birth certificate.",
    ),
    "ALREADY_IN_FAMILY": (
        "Этот документ уже есть в списке «Моя семья». Откройте его там и исправьте, если нужно.",
        "This document is in your family list already. Open it there and correct it if needed.",
    ),
    "TRIES_USED_UP": (
        "Проверок пока больше нет: их число ограничено, чтобы никто не подбирал чужие данные. Сверьтесь с документом и "
        "повторите завтра или придите с оригиналами в любой МФЦ.",
        "No more checks for now: their number is limited, so that nobody guesses other people's data. Compare with the "
        "document and try tomorrow, or come to any MFC with the originals.",
    ),
    "ORIGINALS_MISSING": (
        "Показаны не все оригиналы. Сверьтесь со списком документов и отметьте каждый.",
        "Not all originals were shown. Go through the list of documents and note each.",
    ),
    "ORIGINALS_DIFFER": (
        "Номер оригинала не тот, что в заявлении. Сверьте его; если ошибся заявитель, пусть исправит заявление.",
        "The original's number is not that of the claim. Compare it; if the applicant was wrong, the claim has to be corrected.",
    ),
    "REGISTRAR_DECIDES": (
        "В МФЦ это подтвердить нельзя. Направьте заявителя к регистратору поликлиники.",
        "An MFC cannot confirm this. Send the applicant to the registrar of the clinic.",
    ),
    "OWN_CASE": (
        "Это касается вас или вашей семьи. Передайте дело другому сотруднику.",
        "This is about you or your family. Hand it over to a colleague.",
    ),
    "REASON_REQUIRED": (
        "Укажите причину: от 10 до 500 знаков. Она сохранится в журнале.",
        "State the reason: 10 to 500 characters. It is kept in the log.",
    ),
    "PASSPORT_NOT_CHECKED": (
        "Паспорт ещё не проверен или указан другой. Пусть заявитель исправит сведения о себе и дождётся ответа МВД.",
        "The passport has not been checked yet, or another one was entered. The applicant has to correct their data and "
        "wait for the registry's answer.",
    ),
    # What to do next (REP-06).
    "FAMILY_STEP_WAIT": (
        "Идёт проверка. Ждать на странице не нужно: сообщим, когда придёт ответ.",
        "The check is under way. No need to wait on the page: you will be told.",
    ),
    "FAMILY_STEP_TRY_LATER": (
        "Ведомство временно не отвечает. Приносим извинения: сведения сохранены, мы повторим запрос сами. Можно "
        "повторить и вручную.",
        "The registry does not answer for now. We apologise: your data is kept and we ask again by ourselves. You can "
        "also try again by hand.",
    ),
    "FAMILY_STEP_GO_TO_MFC": (
        "Подтвердить автоматически не получилось. Проверьте введённое или придите с оригиналами в любой МФЦ и назовите "
        "номер заявления.",
        "It could not be confirmed automatically. Check what you entered, or come to any MFC with the originals and name "
        "the number of the claim.",
    ),
    "FAMILY_STEP_REQUEST_ACCESS": (
        "Родство подтверждено. Подайте запрос на доступ к карте ребёнка.",
        "The link is verified. Request access to the child's record.",
    ),
    "FAMILY_STEP_OPEN_RECORD": (
        "Родство подтверждено, карта открыта. Перейдите к медкарте.",
        "The link is verified and the record is open. Go to the record.",
    ),
    "FAMILY_STEP_CORRECT": (
        "Сотрудник МФЦ не подтвердил сведения. Прочитайте причину, исправьте сведения и отправьте их снова.",
        "The officer did not confirm the data. Read the reason, correct the data and send it again.",
    ),
    "FAMILY_STEP_ASK_IN_PERSON": (
        "Представительство закончилось. С вопросами обратитесь к регистратору поликлиники с паспортом.",
        "The representation has ended. If you have questions, come to the clinic's registrar with your passport.",
    ),
    "FAMILY_STEP_GROWN_UP": (
        "Ребёнку исполнилось 18 лет: теперь карта открывается ему самому.",
        "Your child is 18: the record is now open to them alone.",
    ),
    # Originals (REP-04).
    "ORIGINAL_IDENTITY_DOCUMENT": ("Документ, удостоверяющий личность заявителя", "The applicant's identity document"),
    "ORIGINAL_BIRTH_CERTIFICATE": ("Свидетельство о рождении ребёнка", "The child's birth certificate"),
    "ORIGINAL_FOREIGN_BIRTH_DOCUMENT": (
        "Иностранное свидетельство о рождении или другой документ о рождении и его регистрации, выданный компетентным "
        "органом иностранного государства",
        "The foreign birth certificate, or another document of the birth and its registration by the competent foreign body",
    ),
    "ORIGINAL_NAME_CHANGE_DOCUMENT": (
        "Документ о перемене имени или фамилии — заявителя или ребёнка",
        "A document about a change of name, yours or the child's",
    ),
    "ORIGINAL_GUARDIANSHIP_ACT": (
        "Акт органа опеки о назначении опекуна или попечителя",
        "The act that appointed the guardian or trustee",
    ),
    # Reasons of an officer.
    "FAMILY_REFUSAL_ORIGINALS_MISSING": (
        "Показаны не все оригиналы. Принесите каждый документ из списка.",
        "Not all originals were shown. Bring each document of the list.",
    ),
    "FAMILY_REFUSAL_ORIGINALS_DIFFER": (
        "Данные в оригиналах и в заявлении различаются. Исправьте заявление по документу.",
        "The originals and the claim differ. Correct the claim after the document.",
    ),
    "FAMILY_REFUSAL_ORIGINALS_DOUBTFUL": (
        "Подлинность документа вызывает сомнения. Получите новый документ и придите снова.",
        "The document may not be genuine. Get a new one and come again.",
    ),
    "FAMILY_REFUSAL_NOT_A_REPRESENTATIVE": (
        "Документы не подтверждают, что вы родитель, опекун или попечитель. Проверьте, те ли документы вы принесли.",
        "The documents do not show that you are a parent, guardian or trustee. Check that you brought the right ones.",
    ),
    "FAMILY_REFUSAL_OTHER": (
        "Прочитайте пояснение сотрудника и исправьте сведения.",
        "Read the officer's explanation and correct the data.",
    ),
}
