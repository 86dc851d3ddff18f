/** Reading a realm with many clients, a page of them in a request. */
package io.fedrealm.extension.clients;
