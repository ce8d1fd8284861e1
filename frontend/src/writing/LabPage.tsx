import { useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useAccess } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Button, Card } from '../ui/Basics';
import { Confirm } from '../ui/Confirm';
import { DateField } from '../ui/DateField';
import { ErrorSummary, Field, problemOf } from '../ui/Field';
import { dateOf, maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import { Named, Page } from '../ui/Page';
import { useForm } from '../ui/useForm';
import { LABS } from './documents';
import { texts } from './texts';
import css from './writing.module.css';

const PARTS = ['name', 'value', 'unit', 'low', 'high'] as const;
const figure = (text: string) => {
  const number = Number(text.replace(',', '.'));
  return text && Number.isFinite(number) ? number : undefined;
};

/** A doctor enters a laboratory result: each value beside its norm. */
export default function LabPage() {
  const { say } = useLocale();
  const { patientId = '' } = useRoute().params;
  const { route } = useLocation();
  const [access] = useAccess(patientId);
  const form = useForm();
  const box = useRef<HTMLFormElement>(null);
  const once = useRef(crypto.randomUUID());
  const [rows, setRows] = useState(3);
  const places = Array.from({ length: rows }, (_, place) => place);

  async function sign() {
    const element = box.current;
    if (!element) return;
    const at = (place: number, part: string) => textOf(element, `content.results.${place}.${part}`);
    const day = dateOf(element, 'content.collectedOn');
    if (day === 'wrong')
      return form.setProblems([{ field: 'content.collectedOn', text: say(texts.collected) }]);
    const results = places
      .filter((place) => at(place, 'name') || at(place, 'value'))
      .map((place) => {
        const number = figure(at(place, 'value'));
        return {
          name: at(place, 'name'),
          value: number ?? null,
          valueText: number === undefined ? (maybe(at(place, 'value')) ?? null) : null,
          unit: maybe(at(place, 'unit')) ?? null,
          referenceLow: figure(at(place, 'low')) ?? null,
          referenceHigh: figure(at(place, 'high')) ?? null,
        };
      });
    const content = {
      title: textOf(element, 'content.title'),
      specimen: maybe(textOf(element, 'content.specimen')) ?? null,
      conclusion: maybe(textOf(element, 'content.conclusion')) ?? null,
      collectedOn: day ?? null,
      results,
    };
    const payload = await form.send(LABS, {
      input: { patientId, content, clientMutationId: once.current },
    });
    if (!payload?.id) return;
    const { entry } = payload;
    route(entry ? paths.entry(patientId, 'LAB_REPORTS', entry.id) : paths.section(patientId, 'LAB_REPORTS'));
  }
  const field = (name: 'title' | 'specimen', label: string) => (
    <Field
      name={`content.${name}`}
      label={label}
      autoComplete="off"
      problem={problemOf(form.problems, `content.${name}`)}
    />
  );
  return (
    <Page
      title={say(texts.labs)}
      heading={<Named name={access?.displayName}>{say(texts.labs)}</Named>}
      lead={say(texts.labsLead)}
      crumb={<a href={paths.record(patientId)}>{say(texts.back)}</a>}
    >
      <form ref={box} class={forms.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary problems={form.problems} />
        <Card>
          <div class={forms.form}>
            {field('title', say(texts.labTitle))}
            {field('specimen', say(texts.specimen))}
            <DateField
              name="content.collectedOn"
              label={say(texts.collected)}
              problem={problemOf(form.problems, 'content.collectedOn')}
            />
          </div>
        </Card>
        <Card>
          <div class={forms.form}>
            <div id="content.results" tabIndex={-1}>
              {places.map((place) => (
                <Group
                  key={place}
                  name={`result-${place}`}
                  label={say(texts.result, { n: place + 1 })}
                  problem={place ? undefined : problemOf(form.problems, 'content.results')}
                >
                  <div class={css.two}>
                    {PARTS.map((part) => (
                      <Field
                        key={part}
                        name={`content.results.${place}.${part}`}
                        label={say(texts[part])}
                        autoComplete="off"
                        problem={problemOf(form.problems, `content.results.${place}.${part}`)}
                      />
                    ))}
                  </div>
                </Group>
              ))}
            </div>
            <Button quiet onClick={() => setRows((n) => Math.min(n + 1, 50))}>
              {say(texts.addResult)}
            </Button>
          </div>
        </Card>
        <Card>
          <div class={forms.form}>
            <Area name="content.conclusion" label={say(texts.conclusion)} rows={2} />
          </div>
        </Card>
        <Confirm
          primary
          label={say(texts.sign)}
          title={say(texts.labs)}
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
