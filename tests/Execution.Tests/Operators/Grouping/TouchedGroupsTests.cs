using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators.Grouping;
using StreamSql.Execution.State;

namespace StreamSql.Execution.Tests.Operators.Grouping;

public sealed class TouchedGroupsTests
{
    [Fact]
    public void A_group_is_noted_once_until_the_next_clearing()
    {
        using var table = Table(out var rows);
        using var touched = new TouchedGroups(table);

        touched.Touch([rows[1], rows[0], rows[1]]);
        Assert.Equal([rows[1], rows[0]], touched.Rows);

        touched.Clear();
        Assert.Empty(touched.Rows.ToArray());
        touched.Touch([rows[0]]);
        Assert.Equal([rows[0]], touched.Rows);
    }

    [Fact]
    public void When_all_numbers_are_used_up_rows_of_old_ones_are_noted_again()
    {
        using var table = Table(out var rows);
        using (var first = new TouchedGroups(table))
            first.Touch([rows[0]]);
        using var touched = new TouchedGroups(table, epoch: -1);
        touched.Touch([rows[1]]);
        touched.Clear();

        touched.Touch([rows[0], rows[1], rows[2]]);

        Assert.Equal(rows, touched.Rows);
    }

    private static KeyedTable Table(out int[] rows)
    {
        var schema = new Schema(new Field("k", new SqlType.BigInt()));
        var table = new KeyedTable("groups", schema, 1, [new StateField("n", new SqlType.BigInt())], links: 0);
        rows = TestTables.AddKeys(table, [7, 8, 9]);
        return table;
    }
}
