import type { ScheduleFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import css from './booking.module.css';
import { byDay } from './days';
import { texts } from './texts';

interface Props {
  readonly times: ScheduleFragment['times'];
  readonly problem: string | undefined;
}

/** Free times of one doctor: the first free day lies open, the others fold out. */
export function DayTimes({ times, problem }: Props) {
  const { say, date, time, language } = useLocale();
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return (
    <Group name="slot" label={say(texts.time)} problem={problem}>
      {byDay(times).map(({ day, times: free }, first) => (
        <details key={day} class={forms.fold} open={first === 0}>
          <summary>
            {date(day)}, {weekday.format(new Date(`${day}T00:00:00Z`))}
            <span class={forms.hint}> · {say(texts.free, { n: free.length })}</span>
          </summary>
          <div class={css.times}>
            {free.map(({ slot, startsAt }, place) => (
              <label key={slot} class={forms.choice}>
                <input type="radio" name="slot" id={first + place ? `slot-${slot}` : 'slot'} value={slot} />
                <span>{time(startsAt)}</span>
              </label>
            ))}
          </div>
        </details>
      ))}
    </Group>
  );
}
