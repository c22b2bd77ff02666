using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Demo.Watching;

/// <summary>Counts the events in the collector's own database; each is there once, however often it was sent.</summary>
internal sealed class StoredEvents(string stateDir) : IDisposable
{
    private readonly string _file = Path.Combine(stateDir, "collector.db");
    private SqliteConnection? _database;
    private int _last;

    /// <summary>The count, or the last one while the database is not there or busy.</summary>
    public int Count()
    {
        try
        {
            // Made by the collector, never by looking.
            if (_database is null && !File.Exists(_file)) return _last;
            _database ??= SqliteStore.Open(_file, "NORMAL");
            using var command = _database.CreateCommand();
            command.CommandText = "SELECT count(*) FROM events";
            _last = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            // Locked, or its tables are not made yet: the next look will tell.
        }

        return _last;
    }

    public void Dispose() => _database?.Dispose();
}
