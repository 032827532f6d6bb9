using System.Globalization;
using StreamSql.Core.Connectors;

namespace StreamSql.Engine.Jobs;

/// <summary>Counts the rows that a job was told to skip, and tells of the first few with their place.</summary>
internal sealed class SkippedRows(Action<string> notice)
{
    private const int Told = 3;

    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(SkippedRow row)
    {
        var count = Interlocked.Increment(ref _count);
        if (count <= Told)
            notice($"row skipped at {row.Location}: {row.Reason}");
        if (count == Told)
            notice(string.Create(CultureInfo.InvariantCulture, $"further skipped rows are only counted"));
    }
}
