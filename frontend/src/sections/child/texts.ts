import type { Both } from '../../i18n/locale';

/** Words of what parents say of a child. */
export const texts = {
  heading: ['Что врачам важно знать', 'What doctors should know'],
  lead: [
    'Врачи увидят это с пометкой «со слов родителей».',
    'Doctors see it, marked as said by the parents.',
  ],
  kind: ['О чём запись', 'What it is about'],
  allergy: ['Аллергия', 'An allergy'],
  medication: ['Лекарство, которое принимает', 'A medicine taken now'],
  injury: ['Травма', 'An injury'],
  operation: ['Операция', 'An operation'],
  other: ['Другое', 'Something else'],
  what: ['На что аллергия', 'What the allergy is to'],
  whichMedicine: ['Какое лекарство', 'Which medicine'],
  whichInjury: ['Какая травма', 'Which injury'],
  whichOperation: ['Какая операция', 'Which operation'],
  whichOther: ['Что это', 'What it is'],
  reaction: ['Как проявляется', 'How it shows'],
  reactionHint: ['Например, сыпь и отёк губ', 'For example, a rash and swollen lips'],
  dose: ['Сколько и как часто', 'How much and how often'],
  doseHint: ['Например, 35 капель утром', 'For example, 35 drops in the morning'],
  severity: ['Насколько тяжело', 'How bad'],
  occurredOn: ['Когда это было', 'When it was'],
  periodFrom: ['Принимает с', 'Taken from'],
  periodUntil: ['Принимает до', 'Taken until'],
  note: ['Заметка', 'Note'],
  optional: ['Можно не заполнять', 'May be left empty'],
  save: ['Сохранить', 'Save'],
  parentsSay: [
    'Со слов родителей. Клиника этого не проверяла, если нет пометки врача.',
    'As the parents say. No clinic has checked it unless a doctor says so below.',
  ],
  notes: ['Пометки врачей', 'Doctors’ notes'],
  toEarlier: [
    'К версии {n}: с тех пор родители запись изменили.',
    'To version {n}: the parents have changed the entry since.',
  ],
  verify: ['Пометка врача', 'A doctor’s note'],
  noteText: ['Что вы проверили', 'What you have checked'],
  noteHint: [
    'Её увидят все, кто видит запись. Сама запись останется словами родителей.',
    'Everyone who sees the entry sees it. The entry itself stays as the parents wrote it.',
  ],
  addNote: ['Добавить пометку', 'Add the note'],
  noted: ['Пометка добавлена', 'The note is added'],
  changed: [
    'Родители изменили запись. Прочитайте её и добавьте пометку к новой версии: написанное пока здесь.',
    'The parents have changed the entry. Read it and note the new version: what you wrote is still here.',
  ],
  toNew: ['Открыть новую версию', 'Open the new version'],
} satisfies Record<string, Both>;
