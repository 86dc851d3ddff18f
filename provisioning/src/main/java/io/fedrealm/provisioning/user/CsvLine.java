package io.fedrealm.provisioning.user;

/**
 * A line of a CSV file.
 *
 * @param number from 1; the header is line 1
 * @param person what it says
 */
record CsvLine(int number, Person person) {}
