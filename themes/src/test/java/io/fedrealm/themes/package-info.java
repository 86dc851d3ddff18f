/** Holds the theme jar to its parents, its four languages and its promise to escape. */
package io.fedrealm.themes;
