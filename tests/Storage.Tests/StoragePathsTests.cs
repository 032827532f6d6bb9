using StreamSql.TestKit;

namespace StreamSql.Storage.Tests;

public sealed class StoragePathsTests : IDisposable
{
    private static readonly RunId Run = new("0123456789abcdef0123456789abcdef");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void State_file_names_tell_operator_table_groups_and_run()
    {
        var paths = Paths();
        var name = paths.NewStateFile("3.join", "left", 0, 127);

        var file = paths.StateFile(7, name);

        Assert.Equal("state/7/3.join-left-000_127-0123456789abcdef0123456789abcdef.parquet", paths.Relative(file));
        Assert.Equal(file, paths.Resolve(paths.Relative(file)));
        Assert.Equal(name, StateFileName.TryParse(Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("state/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("state//x")]
    [InlineData("./x")]
    [InlineData("state\\..\\x")]
    [InlineData("state/\0")]
    [InlineData("")]
    public void A_recorded_path_that_leads_out_of_the_directory_is_refused(string path) =>
        Assert.Equal("SS6008", Refusal.Of(() => Paths().Resolve(path)).Code);

    [Theory]
    [InlineData("a-b")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("ä")]
    public void Names_that_cannot_stand_in_a_file_name_are_our_mistake(string name) =>
        Assert.Throws<ArgumentException>(() => Paths().NewStateFile(name, "t", 0, 1));

    [Theory]
    [InlineData("op-t-000_127.parquet")]
    [InlineData("op-t-127_000-0123456789abcdef0123456789abcdef.parquet")]
    [InlineData("op-t-000_127-0123456789ABCDEF0123456789abcdef.parquet")]
    [InlineData("op-t-000_127-0123456789abcdef0123456789abcdef.csv")]
    [InlineData("op-t-0_0127-0123456789abcdef0123456789abcdef.parquet")]
    public void Other_names_are_no_state_files(string name) => Assert.Null(StateFileName.TryParse(name));

    [Fact]
    public void Epochs_are_the_numbered_directories_in_order()
    {
        var paths = Paths();
        paths.CreateDirectories();
        foreach (var name in (string[])["10", "9", "007", "x"])
            Directory.CreateDirectory(Path.Combine(paths.State, name));

        Assert.Equal([9, 10], paths.StateEpochs());
    }

    [Fact]
    public void Run_ids_sort_by_time_and_never_repeat()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => RunId.New(TimeProvider.System).Value).ToList();

        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(RunId.IsValid(id)));
        Assert.Equal(ids.Select(id => id[..12]).Order(StringComparer.Ordinal), ids.Select(id => id[..12]));
    }

    private StoragePaths Paths() => new(_directory.Path, Run);
}
