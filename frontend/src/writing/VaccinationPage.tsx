import { useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { INFECTIONS } from '../norm/infections';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { ErrorSummary, Field, problemOf } from '../ui/Field';
import { maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import { Named, Page } from '../ui/Page';
import { useForm } from '../ui/useForm';
import { VACCINATE } from './documents';
import { texts } from './texts';
import css from './writing.module.css';

/** A doctor writes down a vaccination that was given today. */
export default function VaccinationPage() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { route } = useLocation();
  const [access] = useAccess(patientId);
  const form = useForm();
  const box = useRef<HTMLFormElement>(null);
  const once = useRef(crypto.randomUUID());
  const problem = (name: string) => problemOf(form.problems, `content.${name}`);

  async function sign() {
    const element = box.current;
    if (!element) return;
    const content = {
      vaccineName: textOf(element, 'content.vaccineName'),
      infections: new FormData(element).getAll('infections').map(String),
      doseLabel: maybe(textOf(element, 'content.doseLabel')) ?? null,
      series: maybe(textOf(element, 'content.series')) ?? null,
    };
    const payload = await form.send(VACCINATE, {
      input: { patientId, content, clientMutationId: once.current },
    });
    if (payload?.entry) route(paths.entry(patientId, 'VACCINATIONS', payload.entry.id));
    else if (payload?.id) route(paths.plan(patientId));
  }
  return (
    <Page
      title={say(texts.vaccination)}
      heading={<Named name={access?.displayName}>{say(texts.vaccination)}</Named>}
      lead={say(texts.vaccineLead)}
      crumb={<a href={paths.record(patientId)}>{say(texts.back)}</a>}
    >
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={form.problems} />
        <Card>
          <div class={forms.form}>
            <Field
              name="content.vaccineName"
              label={say(texts.vaccine)}
              autoComplete="off"
              problem={problem('vaccineName')}
            />
            <div id="content.infections" tabIndex={-1}>
              <Group name="infections" label={say(texts.infections)} problem={problem('infections')}>
                <div class={css.two}>
                  {Object.entries(INFECTIONS).map(([code, name]) => (
                    <label key={code} class={forms.choice}>
                      <input type="checkbox" name="infections" value={code} />
                      <span>{say(name)}</span>
                    </label>
                  ))}
                </div>
              </Group>
            </div>
            <Field
              name="content.doseLabel"
              label={say(texts.dose)}
              hint={say(texts.doseHint)}
              autoComplete="off"
              problem={problem('doseLabel')}
            />
            <Field
              name="content.series"
              label={say(texts.series)}
              autoComplete="off"
              problem={problem('series')}
            />
          </div>
        </Card>
        <Confirm
          primary
          label={say(texts.sign)}
          title={say(texts.vaccination)}
          confirm={say(texts.sign)}
          busy={form.busy}
          onConfirm={() => void sign()}
        >
          <p>{say(texts.signText)}</p>
        </Confirm>
      </form>
    </Page>
  );
}
