using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Common.Sqlite;

/// <summary>A store was written by a newer version than this one.</summary>
public sealed class StoreIsNewerException(string message) : Exception(message);

/// <summary>Brings a database to the newest schema: numbered steps, each in its own transaction, the number kept in <c>user_version</c>.</summary>
public static class Migrations
{
    /// <summary>Runs what is missing. Step 1 is <paramref name="steps"/>[0].</summary>
    /// <exception cref="StoreIsNewerException">The store is from a newer version; nothing was touched.</exception>
    public static void Apply(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        RefuseNewer(connection, steps);
        for (var step = Version(connection); step < steps.Count; step++)
        {
            using var transaction = connection.BeginTransaction();
            SqliteStore.Execute(connection, steps[step], transaction);
            SqliteStore.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={step + 1}"), transaction);
            transaction.Commit();
        }
    }

    /// <summary>Throws when a newer version wrote the store; changes nothing.</summary>
    public static void RefuseNewer(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        var version = Version(connection);
        if (version > steps.Count)
        {
            throw new StoreIsNewerException(
                $"{connection.DataSource} has schema {version}, this version knows up to {steps.Count}: install the newer version again, or move the file away to start afresh");
        }
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
