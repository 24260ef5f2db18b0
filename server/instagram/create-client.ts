import { authorizeUrl } from "./authorize-url.js";
import type { ClientContext } from "./client-context.js";
import { readAccountType } from "./diagnose-permission.js";
import { exchangeCode } from "./exchange-code.js";
import { exchangeToken } from "./exchange-token.js";
import { createFieldAvailability } from "./field-availability.js";
import { readMedia } from "./read-media.js";
import { readMediaPage } from "./read-media-page.js";
import { readProfile } from "./read-profile.js";
import { refreshToken } from "./refresh-token.js";
import type { Instagram, InstagramOptions, InstagramSettings } from "./types.js";

export function createInstagram(settings: InstagramSettings, options: InstagramOptions): Instagram {
  const client: ClientContext = {
    settings,
    clock: options.clock,
    timeoutMs: options.timeoutMs ?? 10_000,
    fields: createFieldAvailability(options.clock),
    accountId: null,
    admit:
      options.admit ??
      (async () =>
        async ({ failure }) =>
          failure),
    onCall: options.onCall ?? (() => {}),
  };
  return clientOf(client);
}

function clientOf(client: ClientContext): Instagram {
  return {
    authorizeUrl: (request) => authorizeUrl(client.settings, request),
    exchangeCode: (request, call = {}) => exchangeCode(client, request, call),
    exchangeToken: (shortLived, call = {}) => exchangeToken(client, shortLived, call),
    refreshToken: (token, call = {}) => refreshToken(client, token, call),
    readProfile: (token, call = {}) => readProfile(client, token, call),
    readAccountType: (token, call = {}) => readAccountType(client, token, call.signal),
    readMediaPage: (token, page, call = {}) => readMediaPage(client, token, { ...page, ...call }),
    readMedia: (token, mediaId, call = {}) => readMedia(client, token, { mediaId, ...call }),
    forAccount: (accountId) => clientOf({ ...client, accountId }),
    withListener: (onCall) =>
      clientOf({
        ...client,
        onCall(call) {
          client.onCall(call);
          onCall(call);
        },
      }),
  };
}
