import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Section } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button } from '../ui/Basics';
import { ErrorSummary, Field, type Problem, problemOf } from '../ui/Field';
import forms from '../ui/forms.module.css';
import css from '../ui/ui.module.css';

interface Props {
  readonly patientId: string;
  readonly section: Section;
  /** ISO days of the address. */
  readonly from?: string;
  readonly to?: string;
}

/** Narrows a list to some days. The days stand in the address, so that «back» works; they tell nothing of health. */
export function DateFilter({ patientId, section, from = '', to = '' }: Props) {
  const { t } = useLocale();
  const { route } = useLocation();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const dates = { from: String(form.get('from') ?? ''), to: String(form.get('to') ?? '') };
    if (dates.from && dates.to && dates.from > dates.to)
      return setProblems([{ field: 'from', text: t('section.wrongDates') }]);
    setProblems([]);
    route(paths.section(patientId, section, dates));
  }

  return (
    <details class={`${css.card} ${forms.fold} ${forms.foldCard}`} open={Boolean(from || to)}>
      <summary>{t('section.filter')}</summary>
      <form class={forms.form} onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} />
        <div class={forms.filter}>
          <Field
            key={`from ${from}`}
            name="from"
            type="date"
            label={t('section.from')}
            defaultValue={from}
            problem={problemOf(problems, 'from')}
          />
          <Field key={`to ${to}`} name="to" type="date" label={t('section.to')} defaultValue={to} />
          <div class={forms.filterActions}>
            <Button type="submit">{t('section.apply')}</Button>
            {(from || to) && (
              <a class={`${forms.button} ${forms.quiet}`} href={paths.section(patientId, section)}>
                {t('section.reset')}
              </a>
            )}
          </div>
        </div>
      </form>
    </details>
  );
}
