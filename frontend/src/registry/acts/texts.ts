import type { Both } from '../../i18n/locale';

/** Words of acts of courts. */
export const texts = {
  acts: ['Решения судов и акты', 'Court acts'],
  actsLead: [
    'Вносит один регистратор, подтверждает другой. До подтверждения ничего не меняется.',
    'One registrar enters, another confirms. Nothing changes before that.',
  ],
  actsEmpty: ['Решений здесь нет.', 'No acts here.'],
  newAct: ['Внести документ', 'Enter a document'],
  newActLead: [
    'Ищем по номеру документа и дате рождения, не по имени.',
    'People are found by number and birth date, never by name.',
  ],
  paper: ['Какой документ', 'Which document'],
  who: ['Кто', 'Who'],
  enter: ['Внести', 'Enter it'],
  recorded: ['Записано: {who}.', 'Recorded: {who}.'],
  newName: ['Новое имя', 'New name'],
  parents: ['Усыновители', 'Adopters'],
  decisionOf: ['Решение', 'Decision'],
  endsOn: ['Действует по', 'In force until'],
  proposed: ['Предложено', 'Proposed'],
  confirmed: ['Подтверждено', 'Confirmed'],
  endProposed: ['Предложено закончить', 'End proposed'],
  ended: ['Закончилось', 'Ended'],
  by: ['{who}, {at}', '{who}, {at}'],
  confirmAct: ['Подтвердить', 'Confirm'],
  confirmEnd: ['Подтвердить окончание', 'Confirm the end'],
  endText: ['Решение перестанет действовать сразу.', 'The act ends at once.'],
  proposeEnd: ['Предложить закончить', 'Propose its end'],
} satisfies Record<string, Both>;
