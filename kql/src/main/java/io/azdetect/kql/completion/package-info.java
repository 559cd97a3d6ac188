/** What may be written at a place in an unfinished query: names that mean something there, and words of the language. */
package io.azdetect.kql.completion;
