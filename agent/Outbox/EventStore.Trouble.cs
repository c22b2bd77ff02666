using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary>What the store does when its file or its disk fails.</summary>
internal sealed partial class EventStore
{
    private readonly DiskReserve _reserve;
    private readonly FaultLine _faults;

    /// <summary>What happened to the file and was not said yet; the same until <see cref="ForgetTroubles"/>.</summary>
    public IReadOnlyList<StoreTrouble> Troubles() => Guarded(_file.Troubles);

    /// <summary>An event says it now, on disk.</summary>
    public void ForgetTroubles(IReadOnlyList<StoreTrouble> said) => Guarded(() =>
    {
        _file.Forget(said);
        return true;
    });

    /// <summary>Keeps room for events on a disk that still has some.</summary>
    public void KeepReserve(long? freeBytes)
    {
        lock (_gate)
        {
            if (!_file.InRam) _reserve.Take(freeBytes);
        }
    }

    /// <summary>A store that is only in RAM goes back to the disk, if it can be used again.</summary>
    public bool TryReturn()
    {
        lock (_gate)
        {
            if (!_file.TryReturn()) return false;
            (_attached, _offered) = (false, null);
            Guarded(() => true);
        }

        Interlocked.Increment(ref _alertsVersion);
        Available?.Invoke();
        return true;
    }

    private bool ReleaseReserve()
    {
        if (!_reserve.Release()) return false;
        _faults.Say(LogLevel.Error, "the disk of events.db is full: the room kept for events is used now; make room on the disk of the state directory, or events are lost too");
        return true;
    }

    /// <summary>A full disk is no reason not to know what stands; the times follow when there is room.</summary>
    private void RestampIfRoom()
    {
        try
        {
            Guarded(() =>
            {
                RestampState();
                return true;
            });
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL)
        {
            _faults.Say(LogLevel.Error, $"the times of what stands could not be put right ({error.Message}): make room on the disk of the state directory");
        }
    }

    /// <summary>Works under the lock; damage is answered with another database and a second and third try, a full disk with the reserve.</summary>
    private T Guarded<T>(Func<T> work)
    {
        lock (_gate)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    if (!_attached) Attach();
                    var done = work();
                    if (attempt == 1) _file.Works();
                    return done;
                }
                catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL && ReleaseReserve())
                {
                    // Once more.
                }
                catch (Exception error) when (attempt < 4 && (StoreFile.IsDamage(error) || (!_attached && error is SqliteException)))
                {
                    _attached = false;
                    _file.Replace(error);
                    Interlocked.Increment(ref _alertsVersion);
                }
            }
        }
    }
}
