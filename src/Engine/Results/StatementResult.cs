using System.Runtime.CompilerServices;
using StreamSql.Core.Types;
using StreamSql.Engine.Jobs;

namespace StreamSql.Engine.Results;

/// <summary>What a statement gave.</summary>
public abstract class StatementResult
{
    private StatementResult()
    {
    }

    /// <summary>What was done, in a sentence: <c>table 'orders' created</c>.</summary>
    public sealed class Done(string message) : StatementResult
    {
        public string Message => message;
    }

    /// <summary>A small table of text: SHOW, DESCRIBE, EXPLAIN, SET.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">As wide as <paramref name="columns"/>.</param>
    public sealed class Listing(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string?>> rows) : StatementResult
    {
        public IReadOnlyList<string> Columns => columns;

        public IReadOnlyList<IReadOnlyList<string?>> Rows => rows;

        /// <summary>Whether the one value is a text of several lines that is shown as it is.</summary>
        public bool IsText { get; init; }
    }

    /// <summary>An INSERT or statement set that has been started.</summary>
    public sealed class Started(StreamingJob job) : StatementResult
    {
        public StreamingJob Job => job;
    }

    /// <summary>A query whose changes can be read once, as rows or as Arrow batches. Ending the enumeration early stops the query.</summary>
    public sealed class Query : StatementResult
    {
        private readonly CollectSink _sink;

        internal Query(Schema schema, StreamingJob job, CollectSink sink, bool insertOnly, TimeZoneInfo zone) =>
            (Schema, Job, _sink, InsertOnly, Text) = (schema, job, sink, insertOnly, new ResultText(schema, zone));

        /// <summary>The columns.</summary>
        public Schema Schema { get; }

        public StreamingJob Job { get; }

        /// <summary>Whether no row is ever taken back.</summary>
        public bool InsertOnly { get; }

        /// <summary>Shows batches of this result as text.</summary>
        public ResultText Text { get; }

        /// <summary>The changes as Arrow columns, in order.</summary>
        /// <exception cref="Core.Diagnostics.SqlException">The query failed on its data.</exception>
        /// <exception cref="IOException">The outside world failed for too long.</exception>
        public async IAsyncEnumerable<ResultBatch> BatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                await foreach (var batch in _sink.Batches.ReadAllAsync(cancellationToken))
                    yield return batch;
            }
            finally
            {
                _sink.Complete(null);
                await Job.DisposeAsync();
            }
        }

        /// <summary>The changes row by row, in order.</summary>
        /// <exception cref="Core.Diagnostics.SqlException">The query failed on its data.</exception>
        /// <exception cref="IOException">The outside world failed for too long.</exception>
        public async IAsyncEnumerable<RowChange> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var batch in BatchesAsync(cancellationToken))
            {
                foreach (var row in batch.Rows())
                    yield return row;
            }
        }
    }
}
