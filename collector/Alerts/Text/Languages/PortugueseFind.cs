namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class Portuguese
{
    private static FindWords Find => new()
    {
        SiteSilent = clock => $"o local está em silêncio desde {clock}; o resto vale para aquele momento",
        GoneSince = clock => $"não é vista por nenhuma OLT desde {clock}",
        OnuOff = since => since is null ? "ONU desligada" : $"ONU desligada desde {since}",
        OnuLost = since => since is null ? "ONU perdida" : $"ONU perdida desde {since}",
        OnuUp = "ONU no ar",
        Gasp = "dying gasp",
        OthersUp = n => n == 1 ? "1 outra no ar" : $"{N(n)} outras no ar",
        CustomersPower = "energia do cliente",
        OwnLine = "drop, conector ou ONU do próprio cliente",
        WholePon = n => n == 1 ? "a outra da mesma PON também está fora" : $"as {N(n)} outras da mesma PON também estão fora",
        PartOf = incident => $"parte do incidente {incident}",
        SwitchedOff = "desligada na OLT",
        Loop = "loop no cliente: retire o cabo que une duas portas dele",
        Refused = "a OLT recusa a ONU: verifique o cadastro",
        OnuUnknown = "a OLT não informa o estado da ONU",
        NoOnu = "a ONU não é conhecida por nenhuma OLT",
        GoodLight = rx => $"sinal óptico bom (RX {rx})",
        WeakLight = rx => $"RX {rx} fraco",
        Median = rx => $"mediana de 7 dias {rx}",
        Disabled = "conta PPPoE desativada",
        Online = (service, since) => since is null ? $"{service} online" : $"{service} online desde {since}",
        AccountOffline = "PPPoE offline",
        NotLoggedIn = "roteador do cliente, o cabo ou a senha dele",
        LoggedOut = text => $"última saída {text}",
        Leased = address => $"tem o endereço {address}",
        LeaseUnused = address => $"o endereço {address} está reservado e não está em uso",
        Several = n => $"{n} encontrados",
        BeMoreExact = "Seja mais exato: nome inteiro, MAC, usuário, IP ou LOCAL OLT 0/3:17",
    };

    private static CommandWords Commands => new()
    {
        WhichIncident = "Qual incidente? Escreva o número, ou responda à mensagem dele",
        HowLong = "Por quantos minutos? maint LOCAL [olt-1|0/3] 120",
        AtMost = length => $"No máximo {length}",
        DidYouMean = names => $"Você quis dizer {names}?",
        CriticalsAgain = clock => $"Daqui um crítico só fica em silêncio até {clock}",
        OnCall = (what, who) => $"Plantão ({what}): {who}",
        NobodyOnCall = "Ninguém está de plantão",
        NobodyHasIt = "ninguém assumiu",
        TooLate = "Chegou tarde demais para ser executado: envie de novo",
    };
}
