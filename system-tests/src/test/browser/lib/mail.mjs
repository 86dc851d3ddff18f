import { EventEmitter, once } from 'node:events';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it is given. */
export class MailCatcher {
  #server;
  #mails = [];
  #arrived = new EventEmitter().setMaxListeners(50);

  async start() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, session, done) => this.#receive(stream, session).then(() => done(), done),
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    return this.#server.server.address().port;
  }

  stop() {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next mail to an address, taken out of the box; fails when none comes in time. */
  async take(address, seconds = 45) {
    const end = AbortSignal.timeout(seconds * 1000);
    for (;;) {
      const index = this.#mails.findIndex(({ to }) => to === address);
      if (index >= 0) {
        return this.#mails.splice(index, 1)[0];
      }
      try {
        await once(this.#arrived, 'mail', { signal: end });
      } catch {
        throw new Error(`No mail to ${address} within ${seconds} s`);
      }
    }
  }

  /** Takes out mails to an address until one has this subject. */
  async takeWithSubject(address, subject) {
    for (;;) {
      const mail = await this.take(address);
      if (mail.subject === subject) {
        return mail;
      }
    }
  }

  async #receive(stream, session) {
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const { subject, html, text } = await PostalMime.parse(Buffer.concat(chunks));
    for (const { address } of session.envelope.rcptTo) {
      this.#mails.push({ to: address, subject, html, text });
    }
    this.#arrived.emit('mail');
  }
}
