/** Keycloak's admin REST API with a service account's token, renewed when it is refused. */
export class Admin {
  #setup;
  #token;

  constructor(setup) {
    this.#setup = setup;
  }

  get(path) {
    return this.#send('GET', path);
  }

  /** Returns the id of what was created where the server names one, else the answer. */
  async post(path, body) {
    return this.#send('POST', path, body);
  }

  put(path, body) {
    return this.#send('PUT', path, body);
  }

  delete(path) {
    return this.#send('DELETE', path);
  }

  async deleteRealm(realm) {
    const answer = await this.#request('DELETE', `/${realm}`);
    if (!answer.ok && answer.status !== 404) {
      throw new Error(`DELETE realm ${realm}: ${answer.status} ${await answer.text()}`);
    }
  }

  async #send(method, path, body) {
    const answer = await this.#request(method, path, body);
    if (!answer.ok) {
      throw new Error(`${method} /admin/realms${path}: ${answer.status} ${await answer.text()}`);
    }
    const location = answer.headers.get('location');
    if (location) {
      return location.slice(location.lastIndexOf('/') + 1);
    }
    return answer.status === 204 ? undefined : answer.text().then((text) => text && JSON.parse(text));
  }

  async #request(method, path, body, retry = true) {
    this.#token ??= await this.#fetchToken();
    const answer = await fetch(`${this.#setup.url}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status === 401 && retry) {
      this.#token = undefined;
      return this.#request(method, path, body, false);
    }
    return answer;
  }

  async #fetchToken() {
    const { url, clientId, secret } = this.#setup;
    const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
    });
    if (!answer.ok) {
      throw new Error(`No token for client ${clientId} at realm master of ${url}: ${answer.status}`);
    }
    return (await answer.json()).access_token;
  }
}
