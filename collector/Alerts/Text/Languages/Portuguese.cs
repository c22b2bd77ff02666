using System.Globalization;

namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>Brazilian Portuguese, as a provider's staff write it: ONU, PON, OLT, RX, dying gasp and LOS stay as they are.</summary>
internal static partial class Portuguese
{
    private static readonly NumberFormatInfo Numbers = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public static Language Language { get; } = new()
    {
        Code = "pt",
        Numbers = Numbers,
        Durations = new("s", "min", "h", "d"),
        Catalogue = Catalogue,
        Messages = Messages,
        Offline = Offline,
        Recovery = Recovery,
        Maintenance = Maintenance,
        Replies = Replies,
        Commands = Commands,
        Find = Find,
        Reports = Reports,
    };

    private static MessageWords Messages => new()
    {
        Title = "ALERTA DE STATUS MULTI-OLT",
        Time = "Hora",
        Severity = "Gravidade",
        Priority = "Prioridade",
        TotalOlt = "Total de OLTs monitoradas",
        Status = "Status",
        Reason = "Motivo",
        Distance = "Distância",
        Temperature = "Temp.",
        Detected = "QUEDA DETECTADA",
        NewDetected = "NOVA QUEDA DETECTADA",
        CountDown = "FORA DO AR",
        CountPowerOff = "SEM ENERGIA",
        NotAcknowledged = "ninguém assumiu",
        Problems = n => n == 1 ? "1 problema no total" : $"{N(n)} problemas no total",
        More = n => $"+{N(n)} mais",
        MoreAlerts = n => n == 1 ? "mais 1 alerta" : $"mais {N(n)} alertas",
        OnPons = n => n == 1 ? "em 1 PON" : $"em {N(n)} PONs",
        OnDevices = n => $"em {N(n)} dispositivos",
        DownOf = (down, total) => $"{N(down)}/{N(total)} fora",
        OffOf = (off, total) => total == 0 ? $"{N(off)} ONUs sem energia" : $"{N(off)}/{N(total)} ONUs sem energia",
        OnusDown = n => n == 1 ? "1 ONU fora" : $"{N(n)} ONUs fora",
        Since = clock => $"desde {clock}",
        CutBetween = (kept, lost) => $"o rompimento está entre {kept} m e {lost} m da OLT",
        LostFrom = lost => $"todas as perdidas estão a {lost} m da OLT ou mais",
        Gasps = (gasps, others) => $"{N(gasps)} com dying gasp, {N(others)} sem",
        UpdateAt = clock => $"Atualização {clock}",
        CameBack = n => $"{N(n)} de volta",
        Unanswered = (open, answer) => $"Aberto há {open} e ninguém assumiu: responda {answer}",
        HasIt = name => $"{name} assumiu",
        ClockSlow = by => $"O relógio deste POP está {by} atrasado: as horas de lá diferem nisso",
        ClockFast = by => $"O relógio deste POP está {by} adiantado: as horas de lá diferem nisso",
        ClockEstimated = "O relógio deste POP não está sincronizado: as horas de lá são estimadas",
        UnknownZone = zone => $"O fuso horário {zone} do local é desconhecido aqui: horas em UTC",
        AliveBy = what => $"vivo segundo {what}",
        OnusUnknown = n => n == 1 ? "1 ONU em estado desconhecido" : $"{N(n)} ONUs em estado desconhecido",
        Digest = (messages, sites) => $"{N(messages)} mensagens sobre {N(sites)} {(sites == 1 ? "local" : "locais")} em uma só",
        DigestReason = "Mensagens demais de uma vez para enviar uma a uma",
        Repeat = "(pode ser repetida)",
    };

    private static OfflineWords Offline => new()
    {
        SilentSince = clock => $"em silêncio desde {clock}",
        AfterMainsLoss = duration => $"apagou {duration} após a falta de energia",
        GatewayAnswers = "o gateway do POP responde, o agente não",
        GatewaySilent = "enlace rompido? o gateway do POP também está em silêncio",
        OnBackupUplink = "estava no enlace reserva",
        SitesSilent = (silent, all) => all == 0 ? $"{N(silent)} locais em silêncio ao mesmo tempo" : $"{N(silent)}/{N(all)} locais em silêncio ao mesmo tempo",
        Isolated = "isolado?",
        IsolatedAdvice = "Verificar antes o nosso broker e o nosso enlace",
        NoBroker = "o coletor não ouve o broker",
        ChannelDown = "as mensagens não chegam por aqui",
        WhileOffline = span => $"enquanto desconectado {span}",
        DownAndBack = n => n == 1 ? "caiu e voltou" : "caíram e voltaram",
        HadForATime = (n, condition) => $"{(n == 1 ? "teve" : "tiveram")} {condition} por um tempo",
        ClearedOffline = n => $"{N(n)} normalizados enquanto o local estava desconectado",
    };

    private static RecoveryWords Recovery => new()
    {
        Time = "Hora da recuperação",
        Detected = "RECUPERAÇÃO DETECTADA",
        Previous = "Status anterior",
        WasOffline = "Tempo fora do ar",
        Lasted = "Durou",
        Online = "ONLINE",
        Ok = "OK",
        AllWell = "Tudo de volta",
        Restored = duration => $"normalizado após {duration}",
        Back = (back, total) => $"{N(back)}/{N(total)} de volta",
        Remaining = n => n == 1 ? "falta 1" : $"faltam {N(n)}",
        TurnedOut = (now, before) => $"Era {now}, não {before}",
    };

    private static MaintenanceWords Maintenance => new()
    {
        Over = "manutenção encerrada",
        AsBefore = "todas as ONUs estão como antes",
        NowDown = n => n == 1 ? "1 ONU que estava no ar caiu" : $"{N(n)} ONUs que estavam no ar caíram",
        Gone = n => n == 1 ? "1 ONU não está mais na lista" : $"{N(n)} ONUs não estão mais na lista",
        Worse = (n, db) => $"RX piorou mais de {db} dB: {N(n)}",
        CameUp = n => n == 1 ? "1 ONU que estava fora voltou" : $"{N(n)} ONUs que estavam fora voltaram",
        Unknown = "nada a comparar: falta a lista da OLT de antes ou de depois",
        By = name => $"anunciada por {name}",
    };

    private static string N(long number) => number.ToString("#,0", Numbers);
}
