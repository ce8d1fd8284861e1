import type { Both } from '../../i18n/locale';

export const texts = {
  versions: ['Версии записи', 'Versions of the entry'],
  version: ['Версия {n}', 'Version {n}'],
  here: ['вы её видите', 'the one you see'],
  current: ['действует сейчас', 'in force now'],
  replaced: ['заменена', 'replaced'],
  old: [
    'Это прежняя версия. Запись с тех пор исправили.',
    'This is an earlier version. The entry was corrected since.',
  ],
  reason: ['Почему исправили: {reason}', 'Why it was corrected: {reason}'],
  shown: ['Открыто пациенту {at}, {who}. О чём поговорили:', 'Shown to the patient {at}, {who}. The talk:'],
  toCurrent: ['Открыть нынешнюю', 'Open the present one'],
} satisfies Record<string, Both>;
