using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Catalog;

/// <summary>All tables and views of a session, in memory, and where names without a catalog or database are looked up.</summary>
/// <remarks>Names match case-sensitively. A temporary object hides the permanent one of the same name. Not thread-safe.</remarks>
public sealed class CatalogManager
{
    public const string DefaultCatalog = "default_catalog";
    public const string DefaultDatabase = "default_database";

    private readonly Dictionary<string, HashSet<string>> _catalogs = new() { [DefaultCatalog] = [DefaultDatabase] };
    private readonly Dictionary<ObjectPath, ICatalogObject> _permanent = [];
    private readonly Dictionary<ObjectPath, ICatalogObject> _temporary = [];

    public string CurrentCatalog { get; private set; } = DefaultCatalog;

    public string CurrentDatabase { get; private set; } = DefaultDatabase;

    /// <summary>The place of a name of one to three parts.</summary>
    public ObjectPath Qualify(QualifiedName name) => Qualify(name, new ObjectPath(CurrentCatalog, CurrentDatabase, ""));

    /// <summary>The place of a name as seen from another catalog and database than the current ones.</summary>
    public static ObjectPath Qualify(QualifiedName name, ObjectPath home) => name.Parts switch
    {
        [var table] => home with { Name = table.Name },
        [var database, var table] => new ObjectPath(home.Catalog, database.Name, table.Name),
        [var catalog, var database, var table] => new ObjectPath(catalog.Name, database.Name, table.Name),
        _ => throw CatalogErrors.TooManyParts(name.ToString(), name.Span),
    };

    /// <summary>The table or view at a place, or <see langword="null"/>.</summary>
    public ICatalogObject? Find(ObjectPath path) => _temporary.GetValueOrDefault(path) ?? _permanent.GetValueOrDefault(path);

    /// <summary>The objects of a database by name; a hidden permanent one is left out.</summary>
    public IReadOnlyList<ICatalogObject> Objects(string catalog, string database) =>
    [
        .. _temporary.Values.Concat(_permanent.Values.Where(o => !_temporary.ContainsKey(o.Path)))
            .Where(o => o.Path.Catalog == catalog && o.Path.Database == database)
            .OrderBy(o => o.Path.Name, StringComparer.Ordinal),
    ];

    /// <summary>Makes <c>[catalog.]database</c> the current one.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is no such database (SS2102).</exception>
    public void Use(QualifiedName name)
    {
        var (catalog, database) = Database(name);
        (CurrentCatalog, CurrentDatabase) = (catalog, database);
    }

    /// <summary>Makes a catalog the current one, and its default database.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is no such catalog (SS2102).</exception>
    public void UseCatalog(Identifier name)
    {
        if (!_catalogs.ContainsKey(name.Name))
            throw CatalogErrors.UnknownCatalog(name.Name, _catalogs.Keys, name.Span);
        (CurrentCatalog, CurrentDatabase) = (name.Name, DefaultDatabase);
    }

    /// <summary>The catalog and database that <c>[catalog.]database</c> names, or the current ones for <see langword="null"/>.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is no such database (SS2102).</exception>
    public (string Catalog, string Database) Database(QualifiedName? name)
    {
        if (name is null)
            return (CurrentCatalog, CurrentDatabase);
        var (catalog, database) = name.Parts.Count == 1 ? (CurrentCatalog, name.Name) : (name.Parts[0].Name, name.Name);
        if (name.Parts.Count > 2)
            throw CatalogErrors.TooManyParts(name.ToString(), name.Span);
        if (!_catalogs.TryGetValue(catalog, out var databases))
            throw CatalogErrors.UnknownCatalog(catalog, _catalogs.Keys, name.Span);
        return databases.Contains(database) ? (catalog, database) : throw CatalogErrors.UnknownDatabase(database, databases, name.Span);
    }

    /// <summary>Adds an object.</summary>
    /// <param name="name">As written, for errors.</param>
    /// <returns>Whether it was added: <see langword="false"/> if there is one already and <paramref name="ifNotExists"/> says to leave it.</returns>
    /// <exception cref="Core.Diagnostics.SqlException">The name is taken (SS2103) or its database does not exist (SS2102).</exception>
    public bool Add(ICatalogObject added, QualifiedName name, bool ifNotExists, bool replace = false)
    {
        if (!_catalogs.TryGetValue(added.Path.Catalog, out var databases))
            throw CatalogErrors.UnknownCatalog(added.Path.Catalog, _catalogs.Keys, name.Span);
        if (!databases.Contains(added.Path.Database))
            throw CatalogErrors.UnknownDatabase(added.Path.Database, databases, name.Span);
        var objects = added.Temporary ? _temporary : _permanent;
        if (objects.TryGetValue(added.Path, out var existing) && !replace)
            return ifNotExists ? false : throw CatalogErrors.Exists(Kind(existing), added.Path.Name, name.Span);
        objects[added.Path] = added;
        return true;
    }

    /// <summary>Puts a changed object in the place of the one of the same path.</summary>
    public void Replace(ICatalogObject changed) => (changed.Temporary ? _temporary : _permanent)[changed.Path] = changed;

    /// <summary>Removes a table or view.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="Core.Diagnostics.SqlException">There is none and <paramref name="drop"/> does not say IF EXISTS (SS2002); it is of the
    /// other kind (SS2104); it is temporary and the statement is not, or the other way round (SS2105).</exception>
    public bool Remove(Statement.Drop drop)
    {
        var path = Qualify(drop.Name);
        var wanted = drop.IsTemporary ? _temporary : _permanent;
        if (!drop.IsTemporary && _temporary.TryGetValue(path, out var hiding))
            throw CatalogErrors.IsTemporary(Kind(hiding), path.Name, drop.Name.Span);
        if (!wanted.TryGetValue(path, out var existing))
        {
            if (drop.IfExists)
                return false;
            var kind = drop.Kind == DropKind.View ? "view" : "table";
            throw drop.IsTemporary && _permanent.ContainsKey(path)
                ? CatalogErrors.IsPermanent(kind, path.Name, drop.Name.Span)
                : UnknownObject(kind, path, drop.Name);
        }

        var isView = existing is CatalogView;
        if (isView != (drop.Kind == DropKind.View))
            throw CatalogErrors.DropOther(path.Name, Kind(existing), drop.Name.Span);
        return wanted.Remove(path);
    }

    /// <summary>Gives a table another name in its database.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">The new name is taken (SS2103).</exception>
    public void Rename(CatalogTable table, QualifiedName newName)
    {
        var path = newName.Parts.Count == 1 ? table.Path with { Name = newName.Name } : Qualify(newName);
        if (path.Catalog != table.Path.Catalog || path.Database != table.Path.Database)
            throw CatalogErrors.RenameAcross(newName.Span);
        Add(table with { Path = path }, newName, ifNotExists: false);
        (table.Temporary ? _temporary : _permanent).Remove(table.Path);
    }

    /// <summary>The table or view of a name.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">There is none (SS2002).</exception>
    public ICatalogObject Get(QualifiedName name) => Find(Qualify(name)) ?? throw UnknownObject("table", Qualify(name), name);

    /// <summary>The table of a name.</summary>
    /// <param name="action">What is done with it, for the error about views: <c>ALTER TABLE</c>.</param>
    /// <exception cref="Core.Diagnostics.SqlException">There is none (SS2002), or it is a view (SS2104).</exception>
    public CatalogTable GetTable(QualifiedName name, string action) => Get(name) switch
    {
        CatalogTable table => table,
        var other => throw CatalogErrors.WrongKind(other.Path.Name, Kind(other), action, name.Span),
    };

    internal static string Kind(ICatalogObject found) => found is CatalogView ? "view" : "table";

    /// <summary>The error for a name that is not there, with the nearest one that is.</summary>
    internal Core.Diagnostics.SqlException UnknownObject(string kind, ObjectPath path, QualifiedName name)
    {
        if (!_catalogs.TryGetValue(path.Catalog, out var databases))
            return CatalogErrors.UnknownCatalog(path.Catalog, _catalogs.Keys, name.Parts[0].Span);
        if (!databases.Contains(path.Database))
            return CatalogErrors.UnknownDatabase(path.Database, databases, name.Parts[^2].Span);
        return PlannerErrors.UnknownTable(name.ToString(), name.Name, Objects(path.Catalog, path.Database).Select(o => o.Path.Name), name.Span, kind);
    }
}
