using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests.Kernels;

public sealed class KeyKernelTests : IDisposable
{
    private readonly BatchArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public void Rows_are_equal_as_their_values_are_and_then_hash_alike(string name)
    {
        var type = SampleTypes.ByName(name);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var values = RandomValues.Of(type, random, 40);
            var column = Columns.Column(_arena, type, values);
            var other = Columns.Column(_arena, type, [.. values.Reverse()]);
            var hashes = new ulong[40];
            RowHash.Compute([column], hashes, _arena);
            for (var row = 0; row < 40; row++)
            {
                var equal = new bool[40];
                equal.AsSpan().Fill(true);
                RowEquality.Narrow(
                    column, [.. Enumerable.Repeat(row, 40)], other, [.. Enumerable.Range(0, 40).Reverse()], equal, _arena);
                for (var i = 0; i < 40; i++)
                {
                    Assert.True(equal[i] == Same(values[row], values[i]), $"{values[row]} and {values[i]}");
                    Assert.True(!equal[i] || hashes[i] == hashes[row], $"hash of {values[row]} and {values[i]}");
                }
            }
        }
    }

    [Fact]
    public void A_hash_of_stored_values_is_that_of_the_columns()
    {
        var columns = new[]
        {
            Columns.Column(_arena, new SqlType.BigInt(), -5L, null),
            Columns.Constant(_arena, SqlType.String, "a long text, not inline", 2),
            Columns.Column(_arena, new SqlType.Double(), -0.0, 1.5),
        };
        var hashes = new ulong[2];
        RowHash.Compute(columns, hashes, _arena);
        var text = HashWords.Of("a long text, not inline"u8);
        Assert.Equal(RowHash.Add(RowHash.Add(RowHash.Add(RowHash.Start, HashWords.Of(-5L)), text), HashWords.Of(0.0)), hashes[0]);
        Assert.Equal(RowHash.Add(RowHash.Add(RowHash.Add(RowHash.Start, HashWords.Null), text), HashWords.Of(1.5)), hashes[1]);
    }

    [Fact]
    public void Hashes_never_change_because_checkpoints_hold_them()
    {
        Assert.Equal(0x2545F4914F6CDD1DUL, RowHash.Start);
        Assert.Equal("6880CD9EBDBD6EB6", RowHash.Add(RowHash.Start, HashWords.Of(42L)).ToString("X16"));
        Assert.Equal("5743965A8E4DB36C", RowHash.Add(RowHash.Start, HashWords.Of("flink"u8)).ToString("X16"));
        Assert.Equal("076AD72C923E0F09", RowHash.Add(RowHash.Start, HashWords.Of("thirteen bytes and more"u8)).ToString("X16"));
    }

    [Fact]
    public void Hashes_of_neighbours_spread_over_128_groups()
    {
        var keys = Enumerable.Range(0, 8192).Select(i => (object)(long)i).ToArray();
        var hashes = new ulong[8192];
        RowHash.Compute([Columns.Column(_arena, new SqlType.BigInt(), keys)], hashes, _arena);
        var low = hashes.CountBy(h => h % 128).Max(g => g.Value);
        var high = hashes.CountBy(h => h >> 57).Max(g => g.Value);
        Assert.InRange(low, 64, 110);
        Assert.InRange(high, 64, 110);
    }

    [Theory]
    [MemberData(nameof(SampleTypes.Ordered), MemberType = typeof(SampleTypes))]
    public void A_sort_is_stable_and_puts_NULL_where_it_is_told(string name)
    {
        var type = SampleTypes.ByName(name);
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            var direction = new SortDirection(Descending: seed % 2 == 0, NullsFirst: seed % 3 == 0);
            var values = RandomValues.Of(type, random, 100);
            var rows = Enumerable.Range(0, 100).ToArray();
            RowSort.Sort([Columns.Column(_arena, type, values)], [direction], rows, _arena);
            var expected = Enumerable.Range(0, 100).ToArray();
            Array.Sort(expected, (a, b) => Order(values[a], values[b], direction) is var order and not 0 ? order : a.CompareTo(b));
            Assert.Equal(expected, rows);
        }
    }

    [Fact]
    public void Ties_are_decided_by_the_next_column()
    {
        var first = Columns.Column(_arena, SqlType.String, "same long prefix, x", "same long prefix, a", "b", "b");
        var second = Columns.Column(_arena, new SqlType.Integer(), 1, 2, 3, 4);
        int[] rows = [0, 1, 2, 3];
        RowSort.Sort([first, second], [new(false, false), new(true, false)], rows, _arena);
        Assert.Equal([3, 2, 1, 0], rows);
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x == y || (double.IsNaN(x) && double.IsNaN(y)),
        (float x, float y) => x == y || (float.IsNaN(x) && float.IsNaN(y)),
        (System.Collections.IStructuralEquatable x, _) => x.Equals(b, System.Collections.StructuralComparisons.StructuralEqualityComparer),
        _ => Equals(a, b),
    };

    private static int Order(object? a, object? b, SortDirection direction)
    {
        if (a is null || b is null)
            return a is null && b is null ? 0 : (a is null) == direction.NullsFirst ? -1 : 1;
        var order = (a, b) switch
        {
            (double x, double y) => x < y ? -1 : x > y ? 1 : double.IsNaN(x).CompareTo(double.IsNaN(y)),
            (float x, float y) => x < y ? -1 : x > y ? 1 : float.IsNaN(x).CompareTo(float.IsNaN(y)),
            (string x, string y) => System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y)),
            (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
            _ => ((IComparable)a).CompareTo(b),
        };
        return direction.Descending ? -order : order;
    }
}
