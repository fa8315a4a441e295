/**
 * Imported first of all: chDB's queries, file access and compression share libuv's threads, four by
 * default. A few long questions would hold up every write; the size counts until the first use.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '16';
