import type { Both } from '../../i18n/locale';

/** Words of the form that reports an error in an entry. */
export const texts = {
  report: ['Сообщить об ошибке', 'Report an error'],
  lead: [
    'Жалоба уйдёт в страховую компанию, которая выдала полис, действовавший в этот день.',
    'Your complaint goes to the insurer that issued the policy in force on that day.',
  ],
  what: ['Что не так', 'What is wrong'],
  text: ['Расскажите, как было на самом деле', 'Tell how it really was'],
  textHint: [
    'Своими словами, от 10 знаков. Это прочитают страховая и клиника.',
    'In your own words, from 10 characters. The insurer and the clinic will read it.',
  ],
  attach: ['Что показать страховой и клинике', 'What to show to the insurer and the clinic'],
  attachHint: [
    'Они увидят только отмеченное — таким, как оно сейчас. Остальная карта для них закрыта.',
    'They see only what you mark, as it is now. The rest of the record is closed to them.',
  ],
  noAttach: [
    'Сведений из карты они не увидят: только ваш текст, день и название клиники.',
    'They see nothing of the record: only your text, the day and the name of the clinic.',
  ],
  advice: ['Фонд ОМС советует', 'The insurance fund advises'],
  adviceText: [
    'Раз в несколько месяцев сверяйте оказанные услуги. Если увидели приём, которого не было, или чужой диагноз — сообщите в страховую: из-за чужих записей врач может назначить не то лечение.',
    'Look through your services every few months. If you see a visit that never happened or a diagnosis that is not yours, tell your insurer: wrong entries may lead a doctor to the wrong treatment.',
  ],
  send: ['Отправить жалобу', 'Send the complaint'],
  chooseKind: ['Выберите, что не так', 'Choose what is wrong'],
  back: ['Вернуться к записи', 'Back to the entry'],
} satisfies Record<string, Both>;
