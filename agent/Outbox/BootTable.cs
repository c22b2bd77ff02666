using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The table <c>boots</c>, the same in both stores: rows name a boot by a small number.</summary>
internal static class BootTable
{
    /// <summary>The kernel boot of a run that damage has made nameless.</summary>
    public const string Unknown = "unknown";

    /// <summary>Enters this run and returns its number.</summary>
    public static long Enter(SqliteDatabase database, BootIdentity boot)
    {
        database.Run(
            "INSERT INTO boots(boot, kernel_boot, started_wall_ms, started_mono_ms, started_clock) VALUES(?1, ?2, ?3, ?4, ?5)",
            Text(boot.Boot), boot.KernelBoot, boot.Started.WallMs, boot.Started.MonotonicMs, (int)boot.Started.State);
        return Find(database, boot.Boot) ?? throw new InvalidOperationException("the boot just entered is not there");
    }

    /// <summary>The number of a boot, or null: nothing in the store is from it.</summary>
    public static long? Find(SqliteDatabase database, Guid boot)
    {
        var id = database.Number("SELECT id FROM boots WHERE boot = ?1", Text(boot));
        return id == 0 ? null : id;
    }

    public static string Text(Guid boot) => boot.ToString("D");
}
