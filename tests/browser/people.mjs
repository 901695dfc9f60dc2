// How people find their way: by the names of things, not by their markup.

// What things are called. When a page is reworded, this is all that changes here.
export const words = {
  signIn: /^sign in$/i, signUp: /sign up|(make|create) an account/i, makeAccount: /sign up|(make|create) (an|my|the) account/i,
  name: /^(name|handle)/i, email: /^e-?mail/i, password: /^password/i,
  discussions: /^discussions/i, settings: /^settings$/i,
  propose: /^propose/i, title: /what should get easier|^title/i, why: /why do you need this|^why|details/i, board: /^board/i,
  vote: /wants? this/i, reason: /why do you need this/i, saveReason: /save( my| the)? reason|^save$/i,
  comment: /your comment/i, sendComment: /^comment$/i,
  edit: /^edit/i, body: /why do you need this|^why|^text|^body|details/i, save: /^save/i,
  edited: /^edited/i, whatChanged: /what changed/i,
  status: /^status|new status/i, planned: 'Planned', response: /response/i, changeStatus: /change.*status/i,
  tokens: /tokens/i, tokenName: /name|what (is it )?for/i, makeToken: /(make|create|new|add).*token|^create|^make/i, token: /\bcow\w*_[\w-]{16,}/,
};
const password = 'cow path demo';

/** The element with this role and name, brought to light if it is folded away. */
export function the(page, role, name) {
  return uncovered(page.getByRole(role, { name, includeHidden: true }));
}

/** The first of these that can be seen; folds are opened for it. */
export async function uncovered(element) {
  await element.first().waitFor({ state: 'attached' });
  for (const one of await element.all()) if (await one.isVisible()) return one;
  for (const one of await element.all()) {
    const folds = one.locator('xpath=ancestor::details[not(@open)]');
    for (let depth = 0; depth < 3 && await folds.count(); depth += 1) await folds.first().locator('> summary').click();
    if (await one.isVisible()) return one;
  }
  throw new Error(`Nobody can see ${element}.`);
}

// In any language: by what the forms send.
export const signedIn = (page) => page.locator('form[action$="/sign-out"]').first().waitFor({ state: 'attached' });

export async function signIn(page, name) {
  await page.goto('/sign-in');
  const form = page.locator('main form').filter({ has: page.locator('[name=password]') });
  await form.locator('[name=who]').fill(name);
  await form.locator('[name=password]').fill(password);
  await form.locator('button').last().click();
  await signedIn(page);
}
