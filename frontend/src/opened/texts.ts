import type { Both } from '../i18n/locale';

export const texts = {
  title: ['Медкарта по ссылке', 'A record by a link'],
  lead: [
    'Вам показали часть чужой медкарты. Введите код: его сообщают отдельно от ссылки. Не знаете его — спросите того, кто дал ссылку.',
    'Somebody shows you a part of a medical record. Enter the code: it is told apart from the link. If you do not know it, ask whoever gave you the link.',
  ],
  who: ['Кто вы', 'Who you are'],
  whoHint: [
    'Например: врач-логопед Иванова, детский сад № 5. Имя увидит тот, кто дал ссылку.',
    'For example: Dr Ivanova, speech therapist. Who gave you the link will see the name.',
  ],
  whoMissing: ['Напишите, кто вы', 'Write who you are'],
  code: ['Код', 'Code'],
  codeMissing: ['Введите код', 'Enter the code'],
  open: ['Открыть', 'Open'],
  left: [
    '{n, plural, one {Осталась # попытка.} few {Осталось # попытки.} many {Осталось # попыток.} other {Осталось # попытки.}}',
    '{n, plural, one {# try is left.} other {# tries are left.}}',
  ],
  notWhole: ['Ссылка неполная', 'The link is not whole'],
  notWholeText: [
    'Скопируйте её целиком, до последнего знака, или отсканируйте QR-код ещё раз.',
    'Copy all of it, to the last sign, or scan the QR code again.',
  ],
  offline: ['Нет связи. Проверьте интернет и попробуйте ещё раз.', 'No connection. Check it and try again.'],
  unreadable: [
    'Ответ не удалось расшифровать: скорее всего, ссылка скопирована не целиком.',
    'The answer could not be decrypted: the link was probably not copied whole.',
  ],
  opened: [
    'Это то, что видит владелец ссылки на {at}. Страница ничего не сохраняет: закройте её, и данных здесь не останется.',
    'This is what the owner of the link sees on {at}. The page keeps nothing: close it, and nothing stays here.',
  ],
  save: ['Сохранить файл FHIR', 'Save the FHIR file'],
} satisfies Record<string, Both>;
