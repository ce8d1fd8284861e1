import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useViewerAgain } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Button, Card } from '../ui/Basics';
import { Radios } from '../ui/Choices';
import { ErrorSummary, problemOf } from '../ui/Field';
import { textOf } from '../ui/formData';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { useForm } from '../ui/useForm';
import { ADD } from './claim';
import MemberForm from './MemberForm';
import { ROUTES, type RouteName } from './routes';
import { texts } from './texts';

const ROUTE_TEXTS = {
  registry: [texts.registry, texts.registryHint],
  mfc: [texts.mfc, texts.mfcHint],
  guardian: [texts.guardianRoute, texts.guardianHint],
} as const;

/** A child or ward is added: first the way by which the law verifies it, then who it is. */
export default function NewMember() {
  const { t, say } = useLocale();
  const [way, setWay] = useState<RouteName>();
  return (
    <Page
      key={way}
      title={say(texts.add)}
      heading={say(way ? ROUTE_TEXTS[way][0] : texts.add)}
      lead={say(way ? ROUTE_TEXTS[way][1] : texts.addLead)}
      crumb={<a href={paths.family()}>{t('nav.family')}</a>}
    >
      <div class={ui.slim}>
        <Card>{way ? <Who way={way} back={() => setWay(undefined)} /> : <Ways choose={setWay} />}</Card>
      </div>
    </Page>
  );
}

function Ways({ choose }: { choose: (way: RouteName) => void }) {
  const { say } = useLocale();
  const { problems, setProblems } = useForm();
  return (
    <form
      class={forms.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = textOf(event.currentTarget, 'way');
        const way = ROUTES.find((one) => one === chosen);
        if (way) choose(way);
        else setProblems([{ field: 'way', text: say(texts.noWay) }]);
      }}
    >
      <ErrorSummary problems={problems} />
      <Radios
        name="way"
        label={say(texts.way)}
        problem={problemOf(problems, 'way')}
        options={ROUTES.map((value) => ({
          value,
          text: say(ROUTE_TEXTS[value][0]),
          hint: say(ROUTE_TEXTS[value][1]),
        }))}
      />
      <Button type="submit">{say(texts.next)}</Button>
    </form>
  );
}

function Who({ way, back }: { way: RouteName; back: () => void }) {
  const { say } = useLocale();
  const { route } = useLocation();
  const again = useViewerAgain();
  const form = useForm();
  const once = useRef(crypto.randomUUID());
  return (
    <MemberForm
      way={way}
      form={form}
      submit={say(texts.send)}
      onGiven={async (given) => {
        const payload = await form.send(ADD, { input: { ...given, clientMutationId: once.current } });
        if (!payload?.claim) {
          // What was refused is mended by another call.
          once.current = crypto.randomUUID();
          return;
        }
        again();
        route(paths.familyClaim(payload.claim.id));
      }}
    >
      <Button quiet onClick={back}>
        {say(texts.otherWay)}
      </Button>
    </MemberForm>
  );
}
