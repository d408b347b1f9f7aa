/** The page somebody sees who has no session. It works without scripts, under the same policy as everything else. */
export function signInPage(message: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sign in · Events</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/sign-in.css">
  </head>
  <body>
    <main>
      <h1>Events</h1>
      <p id="help">${message}</p>
      <form method="post" action="/sign-in">
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" aria-describedby="help" required autofocus>
        <button>Sign in</button>
      </form>
    </main>
  </body>
</html>
`;
}

/** What the page says. Fixed texts: nothing that a request brings is ever shown. */
export const SIGN_IN = {
  welcome: 'Open the address that the server printed when it was started, or type the token that stands in it.',
  wrong: 'That is not the token of this server. The address that the server printed when it was started has it.',
} as const;

export const SIGN_IN_CSS = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { display: grid; min-block-size: 100dvh; margin: 0; place-content: center; }
main { inline-size: min(26rem, calc(100vw - 3rem)); }
h1 { font-size: 1.25rem; }
form { display: grid; gap: 0.5rem; }
input, button { font: inherit; min-block-size: 2.5rem; padding-inline: 0.75rem; }
`;
