// A real OpenID provider for the suite, on loopback, and what tests ask of it under /test/. It ends
// with its standard input.
import * as crypto from 'node:crypto';
import { createServer } from 'node:http';
import { CompactSign, importJWK } from 'jose';
import { Provider } from 'oidc-provider';

const PEOPLE = {
  'li.na': { preferred_username: 'li.na', roles: ['staff', 'counter'], org: '460100-SI', desk: 'A03' },
  wang: { preferred_username: 'wang', roles: ['person'], id_number: '460100199003074518' },
  visitor: { preferred_username: 'visitor', roles: ['visitor'] },
};
const CLAIMS = ['preferred_username', 'roles', 'org', 'desk', 'id_number'];

const archives = []; // where archives are that people sign in to
const asked = { keys: 0, tokens: 0 };
let people = PEOPLE;
let claimsInIdToken = false;
let silent = false;
let keys = newKeys();
let provider;
let handle;

function newKeys() {
  return [
    newKey('RS256', 'rsa', { modulusLength: 2048 }),
    newKey('ES256', 'ec', { namedCurve: 'P-256' }),
    newKey('EdDSA', 'ed25519'),
  ];
}

function newKey(alg, type, options) {
  const { privateKey } = crypto.generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: crypto.randomUUID() };
}

const clientKey = newKey('ES256', 'ec', { namedCurve: 'P-256' });

function publicPart({ kty, crv, x, y, n, e, alg, use, kid }) {
  return { kty, crv, x, y, n, e, alg, use, kid };
}

function clients() {
  const byKey = {
    token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicPart(clientKey)] },
  };
  const web = {
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: archives.map((at) => `${at}/signin/oidc/callback`),
    post_logout_redirect_uris: archives.map((at) => `${at}/signin`),
    backchannel_logout_uri: `${archives.at(-1)}/signin/oidc/logout`,
    backchannel_logout_session_required: true,
  };
  const program = { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };
  const all = [{ client_id: 'teller', ...byKey, ...program }, { client_id: 'other', ...byKey, ...program }];
  if (archives.length > 0) {
    all.push({ client_id: 'archive', client_secret: 'a secret: 100% / odd & signs', ...web });
    all.push({ client_id: 'archive-by-key', ...byKey, ...web });
  }
  return all;
}

/** Begins anew with the same people, sessions and grants. */
function start() {
  provider = new Provider(issuer(), {
    clients: clients(),
    jwks: { keys },
    cookies: { keys: ['signs cookies'] },
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'] },
    claims: { openid: ['sub', ...CLAIMS] },
    conformIdTokenClaims: !claimsInIdToken,
    pkce: { methods: ['S256'], required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: 7200, AuthorizationCode: 60, ClientCredentials: 7200, Grant: 36000,
      IdToken: 7200, Interaction: 600, RefreshToken: 36000, Session: 36000,
    },
    findAccount: (ctx, sub) => people[sub] && {
      accountId: sub, claims: async () => ({ sub, ...people[sub] }),
    },
    extraTokenClaims: (ctx, token) => people[token.accountId],
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    interactions: { url: (ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => false,
        getResourceServerInfo: async (ctx, resource) => ({
          scope: '', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`);
        },
        postLogoutSuccessSource: async (ctx) => { ctx.body = page('<p>Signed out</p>'); },
      },
    },
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = page(`<p>${out.error}: ${out.error_description}</p>`);
    },
  });
  handle = provider.callback();
}

function page(body) {
  return `<!doctype html><html lang="en"><head><title>Provider</title></head><body>${body}</body></html>`;
}

async function text(request) {
  let all = '';
  for await (const chunk of request) {
    all += chunk;
  }
  return all;
}

/** Where people say who they are; they are believed. */
async function interaction(request, response) {
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html');
    response.end(page(`<form method="post"><label>Name <input name="name"></label>
      <button>Sign in</button><button name="cancel" value="yes">Cancel</button></form>`));
    return;
  }
  const form = new URLSearchParams(await text(request));
  const result = form.has('cancel')
    ? { error: 'access_denied' }
    : { login: { accountId: form.get('name') } };
  await provider.interactionFinished(request, response, result);
}

const tests = {
  /** An archive is to be signed in to. */
  archive: ({ at }) => { archives.push(at); start(); },
  /** These claims of these people change; of all others they are as at first. */
  people: (changed) => { people = { ...PEOPLE, ...changed }; },
  claimsInIdToken: ({ on }) => { claimsInIdToken = on; start(); },
  silent: ({ on }) => { silent = on; },
  rotate: () => { keys = newKeys(); start(); },
  keys: () => ({ client: clientKey, published: keys.map(publicPart) }),
  asked: () => asked,
  /** Signs anything with one of its keys. */
  sign: async ({ alg, header, claims }) => {
    const key = keys.find((each) => each.alg === alg);
    const jws = new CompactSign(Buffer.from(JSON.stringify(claims)));
    jws.setProtectedHeader({ alg, kid: key.kid, ...header });
    return { token: await jws.sign(await importJWK(key, alg)) };
  },
};

async function answer(request, response) {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path.startsWith('/test/')) {
    const asks = JSON.parse((await text(request)) || '{}');
    response.end(JSON.stringify((await tests[path.slice('/test/'.length)](asks)) ?? {}));
  } else if (silent) {
    response.statusCode = 503;
    response.end('away');
  } else if (path.startsWith('/interaction/')) {
    await interaction(request, response);
  } else {
    asked.keys += path === '/jwks' ? 1 : 0;
    asked.tokens += path === '/token' ? 1 : 0;
    await handle(request, response);
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((e) => {
    console.error(e);
    response.statusCode = 500;
    response.end(String(e));
  });
});

function issuer() {
  return `http://localhost:${server.address().port}`;
}

server.listen(0, 'localhost', () => {
  start();
  console.log(issuer());
});
process.stdin.resume().on('end', () => process.exit(0));
