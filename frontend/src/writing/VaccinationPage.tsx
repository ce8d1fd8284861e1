import { useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useLocale } from '../i18n/locale';
import { INFECTIONS } from '../norm/infections';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import { Field, problemOf } from '../ui/Field';
import { maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import { useForm } from '../ui/useForm';
import { VACCINATE } from './documents';
import { Frame } from './Frame';
import { SignForm } from './SignForm';
import { texts } from './texts';
import css from './writing.module.css';

/** A doctor writes down a vaccination that was given today. */
export default function VaccinationPage() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { route } = useLocation();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const problem = (name: string) => problemOf(form.problems, `content.${name}`);

  async function sign(box: HTMLFormElement) {
    const content = {
      vaccineName: textOf(box, 'content.vaccineName'),
      infections: new FormData(box).getAll('infections').map(String),
      doseLabel: maybe(textOf(box, 'content.doseLabel')) ?? null,
      series: maybe(textOf(box, 'content.series')) ?? null,
    };
    const payload = await form.send(VACCINATE, {
      input: { patientId, content, clientMutationId: once.current },
    });
    if (payload?.entry) route(paths.entry(patientId, 'VACCINATIONS', payload.entry.id));
    else if (payload?.id) route(paths.plan(patientId));
  }
  return (
    <Frame title={say(texts.vaccination)} lead={say(texts.vaccineLead)}>
      <SignForm form={form} title={say(texts.vaccination)} onSign={sign}>
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
      </SignForm>
    </Frame>
  );
}
