import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { askEarly } from './api/early';
import { LocaleProvider, remembered } from './i18n/locale';
import { App, loadEarly } from './routes';
import { SessionProvider } from './session/session';
import './ui/tokens.css';
import './ui/base.css';

askEarly(remembered());
loadEarly();

const root = document.getElementById('app');
if (root)
  render(
    <LocaleProvider>
      <LocationProvider>
        <SessionProvider>
          <App />
        </SessionProvider>
      </LocationProvider>
    </LocaleProvider>,
    root,
  );

// After all that the first page needs, and on no time of its.
if (import.meta.env.PROD)
  addEventListener('load', () => {
    setTimeout(
      () =>
        void import('./shell/keep').then(
          ({ keepShell }) => keepShell(),
          () => undefined,
        ),
      3_000,
    );
  });
