using StreamSql.Core.Connectors;

namespace StreamSql.Execution.Runtime;

/// <summary>Reads one range of a source, also over failures of the outside world: a range read again gives the same batches, so those
/// already taken are passed over.</summary>
/// <remarks>What is done with a batch is not in here, so that its failures are never mistaken for the source's.</remarks>
internal sealed class RangeReader(SourceReader source, SourceOffset to, CancellationToken abort) : IDisposable
{
    private IAsyncEnumerator<SourceBatch>? _batches;
    private int _taken;

    public SourceBatch Current => _batches!.Current;

    /// <returns>Whether there is another batch; called again after a failure, it goes on where it was.</returns>
    /// <exception cref="IOException">The outside world failed.</exception>
    public bool MoveNext()
    {
        try
        {
            if (_batches is null)
            {
                _batches = source.ReadAsync(to, abort).GetAsyncEnumerator(abort);
                for (var i = 0; i < _taken; i++)
                    Blocking.Wait(_batches.MoveNextAsync());
            }

            if (!Blocking.Wait(_batches.MoveNextAsync()))
                return false;
            _taken++;
            return true;
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_batches is not { } batches)
            return;
        _batches = null;
        Blocking.Wait(batches.DisposeAsync());
    }
}
