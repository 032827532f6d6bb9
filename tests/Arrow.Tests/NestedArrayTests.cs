using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

public class NestedArrayTests
{
    [Fact]
    public void A_list_begins_where_the_one_before_ends()
    {
        var builder = new ListArray.Builder(StringType.Default);
        var values = (StringArray.Builder)builder.ValueBuilder;
        builder.Append();
        values.Append("a").Append("b");
        builder.AppendNull().Append().Append();
        values.AppendNull();
        ListArray array = builder.Build();
        Assert.Equal(["['a', 'b']", "null", "[]", "[null]"], ArrayText.Rows(array));
        Assert.Equal([0, 2, 2, 2, 3], array.ValueOffsets.ToArray());
        Assert.Equal(["[]", "[null]"], ArrayText.Rows(array.Slice(2, 2)));
        Assert.Null(array.GetSlicedValues(1));
        Assert.Equal(3, array.Values.Length);
    }

    [Fact]
    public void Lists_of_lists_are_built_inside_out()
    {
        var builder = new ListArray.Builder(new ListType(Int32Type.Default));
        var inner = (ListArray.Builder)builder.ValueBuilder;
        var values = (Int32Array.Builder)inner.ValueBuilder;
        builder.Append();
        inner.Append();
        values.Append(1).Append(2);
        inner.AppendNull();
        builder.Append();
        Assert.Equal(["[[1, 2], null]", "[]"], ArrayText.Rows(builder.Build()));
    }

    [Fact]
    public void A_map_pairs_keys_with_values()
    {
        var builder = new MapArray.Builder(new MapType(StringType.Default, Int32Type.Default));
        builder.Append();
        ((StringArray.Builder)builder.KeyBuilder).Append("a").Append("b");
        ((Int32Array.Builder)builder.ValueBuilder).Append(1).AppendNull();
        MapArray array = builder.AppendNull().Build();
        Assert.Equal(["{'a': 1, 'b': null}", "null"], ArrayText.Rows(array));
        Assert.IsType<StructArray>(array.KeyValues);
    }

    [Fact]
    public void A_map_type_names_its_parts_as_the_format_does()
    {
        var type = new MapType(new Field("k", StringType.Default, false), new Field("v", Int32Type.Default, false), keySorted: true);
        Assert.Equal(["key", "value"], type.KeyValueType.Fields.Select(field => field.Name));
        Assert.Equal("entries", type.Fields[0].Name);
        Assert.False(type.ValueField.IsNullable);
        Assert.False(type.UnsortedKey().KeySorted);
    }

    [Fact]
    public void The_fields_of_a_sliced_struct_are_sliced()
    {
        var type = new StructType([new Field("a", Int32Type.Default, true)]);
        var array = new StructArray(type, 3, [new Int32Array.Builder().AppendRange([1, 2, 3]).Build()], ArrowBuffer.Empty);
        var slice = (StructArray)array.Slice(1, 2);
        Assert.Equal(["{a: 2}", "{a: 3}"], ArrayText.Rows(slice));
        Assert.Equal([2, 3], ((Int32Array)slice.Fields[0]).Values.ToArray());
        Assert.Equal(0, type.GetFieldIndex("a"));
        Assert.Equal(-1, type.GetFieldIndex("b"));
        Assert.Null(type.GetFieldByName("b"));
    }

    [Fact]
    public void Codes_stand_for_the_values_of_a_dictionary()
    {
        IArrowArray slice = ArrowArrayFactory.Slice(Samples.Columns["dictionary"], 1, 4);
        Assert.Equal(["'green'", "'blue'", "null", "'green'"], ArrayText.Rows(slice));
        Assert.Throws<ArgumentException>(() => new DictionaryType(StringType.Default, StringType.Default, false));
    }
}
