import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { LoadedPart } from '../../ui/States';
import { Steps } from '../../ui/Steps';
import ui from '../../ui/ui.module.css';
import { firstSteps } from './firstSteps';
import { texts } from './texts';

const FIRST_STEPS = graphql(`
  query FirstSteps {
    viewer {
      account { level }
      profile { check { state } }
      family { state }
      familyClaims { state }
      accessRequests(first: 20) { nodes { state } }
    }
  }
`);
const LINKS = {
  profile: { text: texts.toProfile, href: paths.profile() },
  look: { text: texts.look, href: paths.profile() },
  family: { text: texts.toFamily, href: paths.family() },
  access: { text: texts.toAccess, href: paths.accessNew() },
};

/** The way of somebody new, and the one thing to do now. */
export default function FirstStepsCard() {
  const { say } = useLocale();
  const read = useRead(FIRST_STEPS, {});
  return (
    <LoadedPart read={read}>
      {({ viewer }) => {
        if (!viewer) return null;
        const way = firstSteps(viewer);
        const link = way.next && LINKS[way.next];
        const check = viewer.profile.check?.state;
        const identityHow =
          check === 'CHECKING' ? texts.checking : check === 'INVALID' ? texts.wrong : texts.identityHow;
        return (
          <Card title={say(texts.title)}>
            <div class={ui.column}>
              <Steps
                label={say(texts.title)}
                steps={[
                  {
                    title: say(texts.identity),
                    state: way.identity,
                    detail: way.identity !== 'done' && say(identityHow),
                  },
                  { title: say(texts.child), state: way.child, detail: say(texts.childHow) },
                  { title: say(texts.access), state: way.access, detail: say(texts.accessHow) },
                ]}
              />
              {link && (
                <div>
                  <a class={forms.button} href={link.href}>
                    {say(link.text)}
                  </a>
                </div>
              )}
            </div>
          </Card>
        );
      }}
    </LoadedPart>
  );
}
