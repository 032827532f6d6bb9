using StreamSql.Execution.State;

namespace StreamSql.Execution.Operators;

/// <summary>Numbers rows of state as they come. The next number is one above the largest in the table, so that it needs no state of its own.</summary>
/// <param name="offset">Of the BIGINT field that takes the number.</param>
internal sealed class ArrivalNumbers(StateTable table, int offset)
{
    private long _next = 1;

    public void Number(int row)
    {
        if (table.TakeRestored())
            Continue();
        table.Store.At<long>(row, offset) = _next++;
    }

    private void Continue()
    {
        for (var row = 0; row < table.Store.Count; row++)
        {
            if ((table.FlagsOf(row) & RowFlags.Live) != 0)
                _next = Math.Max(_next, table.Store.At<long>(row, offset) + 1);
        }
    }
}
