import { useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Area } from '../ui/Area';
import { Button, Card } from '../ui/Basics';
import { DateField } from '../ui/DateField';
import { Field, problemOf } from '../ui/Field';
import { dateOf, maybe, textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Group } from '../ui/Group';
import { useForm } from '../ui/useForm';
import { LABS } from './documents';
import { Frame } from './Frame';
import { SignForm } from './SignForm';
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
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  const [rows, setRows] = useState(3);
  const places = Array.from({ length: rows }, (_, place) => place);

  async function sign(box: HTMLFormElement) {
    const at = (place: number, part: string) => textOf(box, `content.results.${place}.${part}`);
    const day = dateOf(box, 'content.collectedOn');
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
      title: textOf(box, 'content.title'),
      specimen: maybe(textOf(box, 'content.specimen')) ?? null,
      conclusion: maybe(textOf(box, 'content.conclusion')) ?? null,
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
    <Frame title={say(texts.labs)} lead={say(texts.labsLead)}>
      <SignForm form={form} title={say(texts.labs)} onSign={sign}>
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
      </SignForm>
    </Frame>
  );
}
