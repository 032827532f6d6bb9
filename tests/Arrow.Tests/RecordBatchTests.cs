using Apache.Arrow;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

public class RecordBatchTests
{
    [Fact]
    public void A_batch_finds_its_columns()
    {
        RecordBatch batch = Samples.Batch("int32", "string");
        Assert.Equal(2, batch.ColumnCount);
        Assert.Same(batch.Column(1), batch.Column("string"));
        Assert.Equal(Samples.Rows, batch.Length);
    }

    [Fact]
    public void A_slice_slices_every_column()
    {
        RecordBatch everything = Samples.Everything;
        Assert.Equal(ArrayText.Rows(everything)[4..9], ArrayText.Rows(everything.Slice(4, 5)));
        Assert.Equal(2, everything.Slice(Samples.Rows - 2, 100).Length);
    }

    [Fact]
    public void A_clone_has_its_own_memory()
    {
        RecordBatch batch = Samples.Batch("int64");
        RecordBatch clone = batch.Clone();
        Assert.Equal(ArrayText.Rows(batch), ArrayText.Rows(clone));
        Assert.False(((Int64Array)batch.Column(0)).ValueBuffer.Span.Overlaps(((Int64Array)clone.Column(0)).ValueBuffer.Span));
    }

    [Fact]
    public void A_schema_finds_fields_by_name_and_changes_into_another()
    {
        var a = new Field("a", Int32Type.Default, false);
        var b = new Field("b", StringType.Default, true, [new("unit", "m")]);
        var schema = new Schema([a, b], [new("k", "v")]);
        Assert.Equal(1, schema.GetFieldIndex("b"));
        Assert.Equal(-1, schema.GetFieldIndex("B"));
        Assert.Equal(1, schema.GetFieldIndex("B", StringComparer.OrdinalIgnoreCase));
        Assert.Same(a, schema.GetFieldByName("a"));
        Assert.Null(schema.GetFieldByName("c"));
        Assert.Equal("m", schema[1].Metadata!["unit"]);
        Assert.Equal(["b"], schema.RemoveField(0).FieldsList.Select(field => field.Name));
        Assert.Equal(["b", "a", "b"], schema.InsertField(0, b).FieldsList.Select(field => field.Name));
        Assert.Equal("v", schema.SetField(0, b).Metadata!["k"]);
    }
}
