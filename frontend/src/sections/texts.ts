import type { Both } from '../i18n/locale';

/** Words of the page of one entry. */
export const texts = {
  correct: ['Исправить протокол', 'Correct the examination'],
  correctLabs: ['Исправить анализ', 'Correct the result'],
  correctVaccination: ['Исправить прививку', 'Correct the vaccination'],
  correctExemption: ['Исправить медотвод', 'Correct the exemption'],
  misplaced: ['Запись не этого пациента', 'This entry is another patient’s'],
  withdraw: ['Убрать: внесено по ошибке', 'Take out: made in error'],
} satisfies Record<string, Both>;
