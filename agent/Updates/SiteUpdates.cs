using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Updates;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Updates;

/// <summary>The agent's half of an update: takes the order, fetches the package, hands both over to the updater, and says how far it is.</summary>
internal sealed class SiteUpdates : ISiteUpdates
{
    /// <summary>What comes damaged a second time is damaged at the office.</summary>
    private const int MaxDamaged = 2;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly UpdateSource _source;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly OrderBook _orders;
    private readonly UpdaterFiles _updater;
    private readonly string? _running;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _woken = new(0, 1);
    private UpdateSurroundings _around = new(static () => UplinkTerms.Free, static () => null, static _ => null);
    private Task _loop = Task.CompletedTask;
    private (long Order, string Reason)? _hopeless;
    private (long Order, int Times) _damaged;
    private string? _wholeDigest;
    private volatile UpdateReport? _report;

    public SiteUpdates(UpdateSource source, TimeProvider time, Random random, ILogger logger)
    {
        (_source, _time, _random, _logger) = (source, time, random, logger);
        (_orders, _updater) = (new OrderBook(source, logger), new UpdaterFiles(source.Paths));
        _running = source.Running;
        _report = Report(new UpdateMove.Rest(), View());
    }

    /// <inheritdoc/>
    public UpdateReport? Now => _report;

    public void Start(UpdateSurroundings around)
    {
        _around = around;
        _loop = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public void OnCommand(MqttMessage message)
    {
        if (_orders.Take(message) && _woken.CurrentCount == 0) _woken.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
        _woken.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = LookEvery;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var view = View();
                var move = UpdatePlan.Of(view);
                Tell(move, view);
                pause = await DoAsync(move, view.Order) ? LookEvery : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _logger.LogWarning("an update waits: {Problem}", error.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await PauseAsync(pause);
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var woken = _woken.WaitAsync(timer.Token);
        // Many sites that lost the same office must not come back in the same moment.
        await Task.WhenAny(woken, Task.Delay(pause * (0.75 + (_random.NextDouble() / 2)), _time, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>False: the office could not give it now, so ask less often.</returns>
    private async Task<bool> DoAsync(UpdateMove move, UpdateOrder? order)
    {
        switch (move)
        {
            // Where data need the room, half a package must not have it.
            case UpdateMove.Rest or UpdateMove.Refuse or UpdateMove.Wait { IsForRoom: true }:
                Discard();
                return true;
            case UpdateMove.HandOver:
                Enrolment.PrivateFile.Write(_source.Paths.Ready, "");
                return true;
            case UpdateMove.Fetch(var package):
                Directory.CreateDirectory(_source.Paths.Inbox);
                return await FetchAsync(package, order!.Version);
            default:
                return true;
        }
    }

    private async Task<bool> FetchAsync(UpdatePackage package, long order)
    {
        var fetched = await new PackageFetch(_source, () => Held(package)).RunAsync(package, _stopping.Token);
        switch (fetched)
        {
            case Fetched.Whole:
                _wholeDigest = package.Sha256;
                return true;
            case Fetched.Damaged:
                _damaged = (order, _damaged.Order == order ? _damaged.Times + 1 : 1);
                _logger.LogWarning("the package of {Version} came damaged", package.Version);
                if (_damaged.Times >= MaxDamaged) _hopeless = (order, "the package came damaged twice: add it anew at the office, then order it again");
                return false;
            case Fetched.Broken broken:
                _logger.LogInformation("the package of {Version} is not whole yet: {Problem}", package.Version, broken.Problem);
                return false;
            default:
                _logger.LogWarning("the package of {Version} found no room", package.Version);
                return false;
        }
    }

    private string? Held(UpdatePackage package) => UpdatePlan.Of(View()) switch
    {
        UpdateMove.Fetch(var still) when still == package => null,
        UpdateMove.Wait wait => $"it waits for {wait.For}",
        _ => "something else is wanted now",
    };

    private UpdateView View()
    {
        var order = _orders.Order;
        var paths = _source.Paths;
        var isWhole = order?.Package is { } package && IsWhole(package);
        var part = PackageFetch.PartOf(_source);
        return new UpdateView
        {
            Order = order,
            Running = _running,
            Job = _updater.Job,
            Ends = _updater.Ends,
            Terms = _around.Terms(),
            LastAckAge = _around.LastAckAge(),
            FreeBytes = Math.Min(_around.FreeBytes(paths.AgentState) ?? long.MaxValue, _around.FreeBytes(paths.Slots) ?? long.MaxValue),
            Fetched = isWhole ? order!.Package!.Size : File.Exists(part) ? new FileInfo(part).Length : 0,
            IsWhole = isWhole,
            HandedOver = File.Exists(paths.Ready),
            Hopeless = _hopeless is { } hopeless && hopeless.Order == order?.Version ? hopeless.Reason : null,
        };
    }

    // Read through once in a run.
    private bool IsWhole(UpdatePackage package)
    {
        var file = new FileInfo(_source.Paths.Package);
        if (!file.Exists || file.Length != package.Size) return false;
        if (_wholeDigest == package.Sha256) return true;
        using var stream = file.OpenRead();
        _wholeDigest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
        if (_wholeDigest == package.Sha256) return true;
        stream.Close();
        file.Delete();
        return false;
    }

    private void Discard()
    {
        foreach (var file in (string[])[_source.Paths.Package, PackageFetch.PartOf(_source)])
        {
            if (File.Exists(file)) File.Delete(file);
        }
    }

    private void Tell(UpdateMove move, UpdateView view) => _report = Report(move, view);

    private UpdateReport? Report(UpdateMove move, UpdateView view)
    {
        if (_running is null) return null;
        var failed = view.Ends.Failed;
        var report = new UpdateReport(_running, OwnSlot.Arch, Math.Max(view.Order?.Version ?? 0, view.Ends.Newest))
        {
            FailedOrder = failed?.Order, FailedVersion = failed?.Version, FailedStage = failed is null ? null : Word(failed.Stage), FailedReason = failed?.Reason,
        };
        var wanted = view.Job?.Version ?? view.Order?.Package?.Version;
        return move switch
        {
            UpdateMove.Rest => report,
            UpdateMove.Refuse refuse => report with { FailedOrder = view.Order!.Version, FailedVersion = wanted, FailedStage = "verify", FailedReason = refuse.Reason },
            UpdateMove.Wait wait => report with { Wanted = wanted, Stage = wait.Stage is { } stage ? Word(stage) : "download", WaitsFor = wait.For },
            UpdateMove.Watch watch => report with { Wanted = wanted, Stage = Word(watch.Stage) },
            UpdateMove.HandOver => report with { Wanted = wanted, Stage = "verify" },
            _ => report with { Wanted = wanted, Stage = "download" },
        };
    }

    private static string Word(UpdateStage? stage) => stage switch
    {
        UpdateStage.Verify => "verify",
        UpdateStage.Install => "install",
        UpdateStage.Restart => "restart",
        UpdateStage.Prove => "prove",
        UpdateStage.GoBack => "go_back",
        _ => "commit",
    };
}
