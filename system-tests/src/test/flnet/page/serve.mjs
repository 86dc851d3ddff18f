import { serve } from './lib/server.mjs';
import { readSetup } from './lib/setup.mjs';

/** Serves every application of the set-up until it is ended. */
const { keycloak, applications } = await readSetup(process.env);
await Promise.all(applications.map((application) => serve({ ...application, keycloak })));
