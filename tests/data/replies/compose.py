#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Composes the lessons of composed-more.jsonl: many ways to say the same few things, without accents as
most replies come. The same seed makes the same file.

    compose.py OWN.jsonl > composed-more.jsonl       (takes its announcements from OWN.jsonl)
"""
import json
import random
import sys

rng = random.Random(7)


def words(text):
    """One phrase for each piece between bars."""
    return [piece.strip() for piece in text.replace("\n", " ").split("|") if piece.strip()]


PERSON = words("""con toi|con em|con gai toi|con trai tui|chau be|chau toi|be nha em|thang be|thang cu|thang nho|con be|em be
|dua nho|me toi|me em|ma tui|ba noi|ba ngoai|ong noi tui|ong ngoai|ba toi|bo em|bo toi|cha toi|tia tui|chong toi|chong em|vo toi|vo tui
|anh Ba hang xom|co Tu|chu Bay|ba Sau|ong Nam|cu Hoa|cu ong|ba cu|em gai toi|em trai em|chi toi|di toi|bac toi|nguoi nha|mot nguoi|co nguoi
|tho xay|toi|tui|em|ong hang xom|bac hang xom|hoc sinh|cong nhan|ong gia|ba gia|ba bau|hai vo chong|hai dua nho|may dua nho|ca nha
|me con tui|hai me con|3 nguoi|2 nguoi|may nguoi|ba con trong xom|nguoi di duong|anh Hung|chi Lan|thang Ti|con Na|nam thanh nien""")
ILL = words("""bat tinh|ngat xiu|ngat|xiu tai cho|xiu roi|kho tho|kho tho lam|tho khong noi|tho yeu lam|ngung tho|tim tai|tim mat|tim ngat|lanh ngat|lanh toat
|co giat|len con dong kinh|sot co giat|sot cao co giat|sot me man|sot 40 do|sot 41 do li bi|me man|hon me|khong tinh|goi khong tinh|goi khong thua|goi khong day
|dau bung du doi|dau bung quan quai|dau nguc|dau tim|len con dau tim|dau that nguc|nhoi mau|tai bien|dot quy|meo mieng|liet nua nguoi|noi ngong|khong noi duoc
|chay mau|chay mau nhieu|mau chay khong cam duoc|mau ra nhieu|mau chay xoi xa|bang huyet|ra huyet|vo oi|dau de|chuyen da|sap de|sanh kho|de roi ma khong ai do|de giua duong
|nga gay chan|nga gay tay|gay xuong|gay co|gay xuong dui|nga cay|nga tu mai nha|nga xuong gieng|rot xuong gieng|nga xuong ho|nga xe|nga xe chan thuong|chan thuong so nao|bi xe tong
|bi xe can|tai nan|bi tai nan|bi tong xe|bi may cat|bi may cuon tay|dut ngon tay|dut tay|bi lua bong|bi bong|bong nuoc soi|bong nang|bi nuoc soi do vao nguoi|bi dien giat|dien giat bat tinh
|bi set danh|bi ran can|ran ho mang can|ran luc can|bi ong dot|bi ong dot sung mat|bi cho can|bi cho dai can|bi trau huc|bi bo huc|ngo doc|ngo doc nam|ngo doc ruou|ngo doc thuc an|non ra mau|oi ra mau
|non lien tuc|tieu chay mat nuoc|tieu chay kiet suc|uong thuoc sau|uong nham thuoc sau|uong thuoc chuot|uong nham dau hoa|uong thuoc doc|uong thuoc tu tu|nhay song|nhay gieng|nhay cau|that co|dinh tu tu|cat mach
|hoc xuong|hoc di vat|hoc hat|nuot phai pin|nuot dong xu|nghen tho|ngat khi|ngat khoi|hit phai khoi doc|ngat khi duoi gieng|soc phan ve|di ung sung moi kho tho|phu mat kho tho|len con hen|len con suyen|tut huyet ap|huyet ap tut
|tut duong|duong huyet tut|het thuoc tim|het thuoc insulin|can thuoc gap|can thuoc tro tim|can oxy|het oxy|kiet suc|lanh cong|ret run tim tai|say nang|say nang nga guc|dau ruot thua|dau quan khong di duoc|bi de len nguoi|bi cay de|bi dap vao dau
|bi vo dau|bi gach roi trung dau|bi lua chay trong mat|vo ruot thua|khong day duoc|khong cu dong duoc|nam bat dong|nam im khong nhuc nhich|sap khong qua khoi|nguy kich|nguy lam|nang lam roi|yeu lam sap di""")
WATER = words("""bi nuoc cuon|bi nuoc cuon troi|bi lu cuon|bi cuon troi roi|troi mat roi|bi troi theo nuoc|duoi nuoc|chet duoi|bi duoi duoi dap|chim duoi song|chim ghe|chim xuong|lat ghe|lat xuong|lat thuyen|roi xuong song|roi xuong kenh
|rot xuong suoi|nhay cau xuong song|te xuong muong|ket tren noc nha|ket tren mai|mac ket tren mai nha|tren noc nha|leo len noc bep roi|ket tren cay|bam tren cay giua dong nuoc|ket giua suoi|ket ben kia suoi|ket giua dong|mac ket giua dong nuoc
|bi nuoc vay|nuoc vay bon be|bi co lap het gao|co lap het an|nuoc ngap toi nguc|nuoc toi co|nuoc len toi bung|nuoc ngap toi mai|nuoc ngap den noc|bi dat vui|bi dat da vui|vui trong dat|bi vui lap|bi sat lo vui|bi nha sap de|ket trong nha sap
|bi tuong do de|bi cay do de len|bi da lan trung|bi cot nha de|mat tich|mat tich tu qua|di bien chua ve|di bien mat lien lac|di luoi dem qua chua ve|chua thay vao bo|mat lien lac|khong lien lac duoc|di rung lac roi|lac trong rung|lac tren nui
|nhin doi may ngay roi|doi la|het gao het mi|khong con gi an|het luong thuc|het nuoc uong|het sua cho chau nho|khong ra khoi nha duoc nuoc xiet lam|khong chay kip|khong leo len duoc|khong thoat ra duoc|chua ra duoc""")
CRIME = words("""bi dam|bi chem|bi danh|bi danh gan chet|bi danh hoi dong|bi dam dang nam o quan nuoc|bi cuop|bi cuop dao dam|bi bat coc|bi bat di|bi lua ban qua bien gioi|bi lua ban|bi nhot|bi nhot trong nha|bi khoa trong phong|bi hiep|bi xam hai
|bi chong danh|bi chong cam dao duoi|bi duoi chem|bi ke dien duoi|bi doa giet|bi ke la keo di|bi nguoi la dan di|bi sung ban|bi dam trung bung|bi trung dan""")
MENACE = words("""trom dang trong nha|trom dang pha khoa|an trom vao nha dang o trong bep|ke trom cam dao trong nha|cuop cam dao o cho|thang nghien cam dao vao nha|thang nghien dap pha doi giet nguoi|chong toi say cam dao doi chem|chong toi dang danh me con toi
|nguoi dien cam dao chay ngoai duong|bon no dang duoi chem nhau|dang danh nhau bang ma tau|dang danh nhau chay mau dau|no dang doi dot nha|con toi len con dap pha doi giet toi|chay nha roi|nha dang chay|chay bep|chay to lam|chay lan sang nha ben|lua lan qua
|no binh ga|binh ga no chay bep|binh ga xi sap no|chay cho|chay nha ong Tu|chay roi lua to lam|lua chay sat nha|chay rung sat nha dan|ca nha ket trong dam chay|nguoi con trong nha dang chay|chap dien chay nha|may nguoi ngat khoi trong nha|ket trong thang may
|sap gian giao nguoi duoi do|sap ham nguoi ket duoi|sap mo|sap cong trinh|xe khach lat xuong vuc|xe lat nguoi ket trong xe|xe roi xuong song|tai nan xe o nga ba nguoi nam bat dong|hai xe may tong nhau chay mau nhieu|xe tai tong nguoi roi bo chay
|nha sap roi nguoi con o trong|dat lo vui nha roi|da lan trung nha|sat lo vui mat may nha|nha sap de nguoi|lu quet cuon nha ong Tu|nuoc cuon mat nha|nuoc len toi mai nha roi|nuoc vao nha toi bung|nuoc len nhanh lam nha con ba gia liet|nuoc ngap het khong con cho dung""")
HELP_ASK = words("""cuu voi|cuu cuu|cuu gap|cuu toi voi|giup voi|giup toi voi|nhanh len|gap lam|gap lam roi|lam on|xin cuu|xin giup|xin xe di vien|cho xe cap cuu|goi xe giup|goi cap cuu giup|cho nguoi toi gap|cho nguoi den ngay|can nguoi cuu
|can xe gap|can ghe don|xin cho ghe vo don|cho thuyen vao voi|khong ai giup|khong biet lam sao|lam sao bay gio|keu khong ai nghe|goi ai khong duoc|nho tram y te toi|nho bac si toi nha|bao cong an giup|goi cong an voi|khong co xe di|xe khong vao duoc
|nha khong co ai|o nha mot minh|cuu voi ba con oi|cuu voi bac truong thon|toi khong cong noi|can bac si|le len|mau len|cuu mang|troi oi""")
PLACE = words("""o to 3|o cuoi xom|o dau lang|o to 9|o ngo 2|ngoai dong|o ngoai ruong|trong xom|gan nha van hoa|o nha|trong nha|o doi sau ban|o ben do|o cau Da|o nga ba|gan cho|o cho|tren ray|o xom Dong|o ap 4|o bo song|sau nha|dau ngo|o truong|o kenh 3|dem qua|sang nay|vua xong|ngay bay gio|luc nay|hoi nay""")
# What is said of people, by topic, and is no danger.
PLAIN = {
    "health": words("""bi ho|ho may hom nay|bi so mui|bi cam|dau lung|dau khop|dau dau|moi tay moi chan|mat ngu|bi lao|bi tieu duong|cao huyet ap|bi dau mat do|bi thuy dau|bi tay chan mieng|bi quai bi|bi soi|sot nhe|bi ghe|noi man ngua|dau rang|om may hom nay|moi mo ve|vua ra vien|dang nam vien|can kham mat|can mua thuoc|uong thuoc gi|chua tiem|chua duoc tiem|tiem roi bi dau tay|bieng an|beo phi|suy dinh duong|di ngoai may lan|bi tieu chay"""),
    "security": words("""lan dat|lan ranh|dap tuong nha toi|do rac sang nha toi|danh bac|danh bai an tien|ghi lo de|de choi tai xiu|da ga|cho vay nang lai|ban thuoc gia o cho|ban thuoc la lau|ban hang gia|xung cong an goi dien bat chuyen tien|goi dien lua dao|goi dien doi tien|la mat di vong vong|la mat hoi so can cuoc|di tung nha hoi mua cho|say ruou chui boi|say xin quay pha|chui nhau|cai nhau suot ngay|cai nhau vi ranh dat|gay go o quan|mo nhac to ca dem|hat karaoke ca dem|nem da vao nha toi|choi phao|di xe khong mu bao hiem|nẹt po|bi mat xe dap|bi mat dien thoai|bi mat cho|bi lua mat tien|bi lay trom ga|chat trom cay|vao rung bay thu|dot ray|di dem khong den"""),
    "other": words("""di vang|di lam xa|di Binh Duong lam roi|vao nam roi|di cho chua ve|moi cuoi vo|cuoi vo moi bac den du|cuoi chong thang sau|moi sinh chau|moi sinh be trai|sinh con gai|da mat thang truoc|mat roi sang mai dua|mat hoi sang nay|qua doi toi qua|om muon ba con toi tham|chuc ba con nam moi|chuc moi nguoi an tet vui ve|o nha mot minh buon lam|gui loi tham|muon gap truong thon|goi lai sau|dang di lam|dang lai xe|dang hop|doi so dien thoai|khong biet doc chu|khong co dien thoai|dau nam hoc lop may|thi dau dai hoc|dat giai nhat|moi chuyen ve|chuyen di noi khac|muon ban xe|can mua xe cu|can tim viec lam|can nguoi cat lua|can nguoi phu ho|nhat duoc cai vi|roi mat vi"""),
    "policy": words("""chua co ten trong danh sach|khong co ten|chua duoc nhan tien|chua nhan tien tro cap|chua co the bao hiem|mat the bao hiem|the het han|chua lam can cuoc|muon tach ho|muon vay von|muon nhap ho khau|muon lam so do|muon xin viec|xin xac nhan|xin giay gioi thieu|la thuong binh|la cuu chien binh|du 80 tuoi chua|ho ngheo ma khong duoc gi|ho can ngheo co duoc khong|di nghia vu quan su ve|bi cat tro cap|chua duoc den bu|nop thua tien|dong tien roi sao con bao"""),
    "meeting": words("""di hop thay duoc khong|ban khong hop duoc|muon phat bieu|chua duoc moi hop|khong nghe loa hop may gio|xin nghi buoi lao dong|xin doi ca truc|di lam duong thay toi|hop o dau|den muon duoc khong|co phai hop khong|duoc phan cong gi"""),
    "agriculture": words("""muon mua giong|muon mua phan|thieu nuoc ruong|cay chua xong|chua gat xong|ban lua khong ai mua|bi thuong lai ep gia|dang ky mua giong|muon thue may cay|muon hoi gia lua|tro dua sang trong mia|xin nuoc tuoi|can nguoi cat lua mai|tha bo pha lua"""),
    "environment": words("""do rac ra kenh|do rac ra duong|dot rac khoi mu|dot rom khoi ca xom|vut xac ga ra muong|xa nuoc thai|nuoi heo hoi qua|bom thuoc hoi ca nha toi|chat cay rung|hut cat trom|mo xuong on ao"""),
    "infrastructure": words("""di duong lay nga hoai|khong di duoc vi duong ngap|khong co nuoc tam|khong co dien nau com|so di qua cau vi muc|hoc bai khong co dien|phai di vong vi cau hong|keu mat song hoai|goi dien luc khong ai nghe"""),
}
CALM = words("""hom qua|hom kia|tuan truoc|thang truoc|nam ngoai|hom truoc|bua truoc|dot truoc|hoi nam ngoai|ngay truoc""")
WELL = words("""da khoe roi|nay khoe roi|gio do roi|ve nha roi|ra vien roi|khong sao roi|da khoi|da cuu duoc roi|da qua roi|nay on roi|da duoc dua di vien ve roi|may co nguoi cuu|cam on ba con da giup|cam on bac si|cam on tram y te da cuu|cam on bo doi|tim thay roi|da dap tat roi""")
ANIMAL = words("""con trau|trau nha toi|con bo|bo nha em|con bo cai|con be|con nghe|con heo|heo nai|lon nai|dan lon|con lon|may con heo|dan ga|ga nha toi|bay ga|may con ga|dan vit|bay vit|con vit|con de|dan de|con cho|cho nha toi|con meo|ca trong ao|ca long|tom|ao tom|tom hum|con ngua|dan cuu|con cuu|dan ngan|bo sua|cho con|heo con|lon con|ong mat|tho|bo câu""")
ANIMAL_ILL = words("""bo an|bo an may hom|chet|chet het|chet hang loat|chet rai rac|sap chet|om|om nang|bi benh|co giat|kho tho|thở khò khè|di ngoai|tieu chay|ia phan trang|sot|sung chan|lo mom long mong|noi cuc|chuong bung|day hoi|de kho|de khong ra|sot nhau|say thai|bi ran can|bi cho can|bi dien giat chet|bi set danh chet
|bi xe can|bi xe tong|bi troi|bi nuoc cuon|troi mat|bi cuon troi roi|chet duoi|roi xuong gieng|sa xuong ho|nga gay chan|lac mat|mat tich|bi bat trom|bi cau trom|mac ket ngoai dong|mac ket trong chuong|ngop trong chuong|noi dau|noi dau thieu oxy|phoi bung|lanh qua sap chet|nga quy|khong day duoc|hon me|uong nham thuoc sau|ngo doc|bi ong dot chet|bi chon can|pha ruong|bi bong|sup ham|ket duoi muong""")
ANIMAL_ASK = words("""cuu voi|cuu giup|cuu dum|cuu no voi|giup voi|nho thu y xuong|goi thu y giup|thu y toi gap|co thuoc gi khong|phai lam sao|chua kieu gi|xin thuoc|co ai biet chua khong|nho ai keo giup|gap lam|ai thay bao giup|co lay khong|co duoc ho tro khong|bao thu y giup|nhanh len khong chet mat""")
CROP = words("""lua|lua nha toi|ruong lua|dam ma|ma|lua moi sa|vuon tieu|goc tieu|ca phe|vuon ca phe|sau rieng|vuon sau rieng|buoi|vuon buoi|cam|vuon cam|rau|vuon rau|ngo|ruong ngo|dua hau|ruong dua|mia|khoai|san|dau|lac|ot|vai|nhan|xoai|thanh long|chuoi|che|cao su|hoa|hoa mau|cay giong|cay keo|dieu""")
CROP_ILL = words("""chay la|bi chay ray|ray nhieu qua|ray an het|bi sau an|sau cuon la|sau duc than|bi chuot pha|chuot can het|bi oc an|oc can het|vang la|kho het|kho nut ne|chet khat|thieu nuoc|ngap ung|bi ngap|ngap het|bi mua da dap nat|do rap|lep het|chet dung|chet nhanh|chet dan|sap chet het|heo het|rung trai|rung bong|thoi re|thoi trai|nhiem man|chay do|bi bo pha|bi trau an|dao on|bac la|kho van|bi nam|bi benh|khong ra bong|khong dau trai|mat gia|khong ai mua|den vu ma khong co nguoi thu""")
CROP_ASK = words("""cuu voi|cuu gap|cuu giup|xin nuoc cuu|bom nuoc cuu|phun thuoc gi|thuoc gi tri|xit thuoc gi|lam sao bay gio|phai lam sao|giup voi|htx xem giup|nho khuyen nong xuong|mo nuoc gap|bom nuoc gap|xin ho tro|co duoc ho tro khong|con cuu duoc khong|cuu lay vu nay|nhanh khong mat trang""")
THING = {
    "infrastructure": (words("""duong|duong vao xom|duong lien thon|con duong|ngo vao nha toi|cau|cau go|cau treo|cau khi|cong|ong cong|ong nuoc|ong nuoc may|nuoc may|dien|dien nha em|dien xom toi|day dien|cot dien|tru dien|dong ho dien|bien ap|den duong|loa|cai loa|loa phat thanh|song dien thoai|mang|wifi|cap quang|bo ke|nap cong|nha van hoa|truong hoc|tram bom|be nuoc|xe buyt|bien bao"""),
        words("""hong|hong roi|hu|hu may hom nay|bi hu|be|bi be|vo|vo phun nuoc len cao|gay|gay mot khuc|nghieng|nghieng sap do|sap|bi sap|sut|sut lun|lun sau|nut|day o ga|lay loi|ngap bun|ngap khong di duoc|tac|bi tac|nghet|mat|mat tu hom qua|mat ca ngay|yeu lam|chap chon|luc co luc khong|cat hoai|khong chay|khong sang|chay ca ngay|khong keu|re|keu re re|khong nghe gi|chung xuong thap|dut|bi cay de|muc het van|khong co lan can|ro ri|chay tran ra duong|bi xe tai can nat|chua sua|lau roi khong ai sua|bao mai chua sua|dong kin|xe khong vao duoc|di lai kho qua|nguy hiem cho tre con|bi lan chiem""")),
    "environment": (words("""rac|bai rac|rac o cho|rac dau ngo|nuoc cong|nuoc thai|nuoc kenh|nuoc song|nuoc gieng|gieng|mui phan|chuong heo nha ben|trai heo|trai ga|lo gach|lo than|xuong go|xuong bun|nha may|nha may san|khoi|khoi dot rom|bui|xe cho dat|quan karaoke|loa keo nha ben|muong|ao lang|xac ga|xac heo|vo thuoc sau|chai lo thuoc sau|nguoi ta"""),
        words("""hoi thoi|hoi qua|boc mui|mui nong nac|thoi khong chiu duoc|bay mui ca ngay|khong ai gom|ca thang khong gom|chat dong|do bua bai|dot khoi mu mit|xa ra kenh|xa thang ra song|den ngom|duc ngau|vang khe|co mui tanh|sui bot|o nhiem|ngua khi tam|bui mu mit|ban khap nha|on ao ca dem|hat ca dem khong ngu duoc|vut day bo ruong|troi day song|ruoi bay day nha|dot ca dem|do trom rac ra bai|chay ra duong""")),
}
THING_ASK = words("""xu ly giup|xem giup|cho nguoi xuong xem|sua giup|sua giup ba con|bao gio sua|khi nao co lai|kien nghi xa xem|de nghi giai quyet|ai chiu trach nhiem|phan anh may lan roi|bao xa giup|sao khong ai lo|dan khổ lam|nho thon nhac|nho can bo toi xem""")
STATEMENTS = {
    "security": words("""mat trom con cho|mat trom ga|trom vao lay mat xe dap|mat xe may o cho|bi cay cua lay mat tien|trom cat day dien may bom|ban dem co nguoi la lang vang|xe la chay cham cham ngoai ngo|may thanh nien tu tap hut chich|co nguoi ban ma tuy|vut kim tiem day bai co|danh bai an tien o quan nuoc|da ga an tien sau dinh|ghi lo de o quan|ho ghi de cong khai
|thanh nien nem da vao nha|nem da vao xe chay qua|dua xe ret po ca dem|say ruou quay pha|say xin chui boi ca xom|hai nha cai nhau vi ranh dat|danh nhau o dam cuoi hom qua|hang xom hay gay su|co nguoi goi dien lua chuyen tien|co nguoi gia can bo thu tien|toi bi lua mat 2 trieu|nguoi la vao xom ban thuoc dom|dot phao cuoi xom|con trai nha do hay trom vat|cho vay nang lai doi no|san chim thu trong rung|chat trom cay rung|tre con choi phao no"""),
    "health": words("""chau bi ho may hom nay|con em bi so mui|be nha em bi noi man|may dua trong lop bi dau mat do|ca xom nhieu nguoi bi sot|nhieu nguoi dau mat|me toi dau lung|toi dau khop|tram het thuoc huyet ap|tram y te khong co nguoi truc|tram dong cua suot|muoi nhieu qua|nhieu muoi qua xin phun thuoc|chau bi quai bi|tay chan ngua|bi ghe|nuoc an quanh day hay dau bung|con toi bieng an|ba toi mat ngu|chan sung may hom nay|tiem ve bi dau tay
|chau tiem ve sot nhe|chau moi 6 thang co tiem duoc khong|lich tiem thang sau hom nao|kham benh co mat tien khong|can mang giay gi di kham|so tram y te la bao nhieu|so xe cap cuu cua xa la bao nhieu|xe cuu thuong goi so nao|ban dem can cap cuu goi ai|lop so cap cuu bao gio hoc|so cuu duoi nuoc day o dau|bao gio phat thuoc|thuoc phat hom truoc uong may vien|bi cho can thi tiem o dau|co tiem phong dai khong|uong vitamin bao nhieu tuoi thi thoi"""),
    "policy": words("""nha toi ho ngheo ma khong co ten|sao nha toi khong duoc ho tro|tien ho tro lu bao gio co|tien den bu chua nhan duoc|danh sach cuu tro khong co ten nha toi|gao cuu tro chia khong deu|nha bi lu cuon nam ngoai chua duoc den bu|the bao hiem het han|the bao hiem ghi sai ten|lam lai the o dau|xin vay von nuoi bo|vay duoc bao nhieu|lai suat bao nhieu|thu tuc lam so do|ranh dat nha ben lan sang ruong toi|nha ben xay lan dat|tach ho can giay gi|khai sinh cho chau o dau
|xin giay xac nhan|xin xac nhan ho ngheo cho con di hoc|tien tro cap nguoi gia thang nay chua co|luong huu linh hom nao|hoc phi ho ngheo co mien khong|tien quy thon thu lam gi|dong gop nhieu qua|hoi ve nghia vu quan su|lam can cuoc can gi|can cuoc bao gio co|bau cu o dau|toi la cuu chien binh co che do gi|cuu thanh nien xung phong co duoc tro cap khong|me toi 80 tuoi da co tro cap chua|khuyet tat duoc bao nhieu mot thang|thu tien dien cao qua|tien dien thang nay tang gap doi"""),
    "meeting": words("""hop may gio|hop o dau|hop doi sang hom nao|hop ban viec gi|mua co hop khong|con toi di thay duoc khong|toi ban co duoc vang khong|hop hom qua ban gi|mai tap trung o dau|mang cuoc hay xeng|mai co lam duong khong|lao dong bat dau may gio|may gio tap van nghe|van nghe tap o dau|cho toi doi ngay truc|dai hoi may gio|hop phu huynh lop 3 hom nao|hoi cuu chien binh hop hom nao|chi bo hop may gio|nghi truc mai ai thay|xin doi buoi hop sang toi|loa khong nghe ro hop may gio"""),
    "agriculture": words("""bao gio lay nuoc|bao gio mo cong|khi nao bom nuoc|lich xuong giong hom nao|gieo giong gi|giong lua nao tot|phan bon dai ly ban dat qua|phan gia nghi bi dom|gia lua hom nay bao nhieu|thuong lai ep gia|lai bo coc khong mua|may gat bao gio ve|may gat dat qua|nuoc ruong can roi|muong can cay khong den nuoc|nuoc man vao ruong|do man hom nay bao nhieu|bon dam luc nao|phun thuoc ray dot nay chua|giong htx ban khong nay mam|cho dang ky mua giong|vai chin ro khong ai mua|dua chin khong ai mua giai cuu giup|giai cuu dua giup ba con"""),
    "livestock": words("""bao gio tiem cho bo|bao gio tiem phong dai cho cho|tiem heo o dau|thu y so may|cho tha rong can ga|cho tha rong duoi nguoi|ga vit tha rong pha lua|bo tha rong an lua|giong bo nao tot|cho hoi gia heo hoi|co ban thuoc cho tom khong|dich ta heo toi xa minh chua|xin phoi giong bo|lon xom tren chet nhieu|vit chet khong ro benh|vut xac heo ra muong|ai mua bo khong nha ban"""),
    "disaster": words("""mua to qua|mua ca dem|nuoc song len|nuoc song dang len|nuoc vao san roi|nuoc ngap duong lang|ngap vuon|ngap ruong het|nuoc len toi bac them|gio manh lam|gio giat bay may tam ton|toc mai chuong heo|toc mai bep nguoi khong sao|bay mai nha kho|cay do ngang duong|cay do vao tuong rao|cay bi set danh gay ngon|sat lo bo song vao vuon|sat lo duong khong ai sao|dat nut sau nha|doi sau nha nut|tuong nut|do mat chuong ga|troi mat xe|troi mat may con ga|troi mat cau tre|bao may gio vao|bao co vao minh khong|bao cap may|bao gio het mua|nuoc rut chua|ho xa nuoc may gio|co phai so tan khong|so tan di dau|loc toc mai 3 nha khong ai bi gi|nha kho bi sap nguoi khong sao|ghe chim o ben khong co nguoi|mua da vo may tam ngoi"""),
    "other": words("""chuc moi nguoi khoe manh|chuc mung nam moi|moi ba con den an cuoi|moi ca thon du dam cuoi con gai toi|cuoi con toi ngay 20 moi ba con|ong Tu mat hoi sang|cu Ba mat dem qua dua tang chieu mai|dam ma ong Nam may gio|nha em sinh chau trai|nha em moi sinh chau thu hai|toi doi so dien thoai|day la so moi cua toi|luu so moi giup toi|cho xin so truong thon|ai nhat duoc vi cho xin|toi roi chia khoa o nha van hoa|nhat duoc dien thoai ai mat den nhan|mat giay to ai thay bao giup|toi khong phai chu ho|chu ho di vang mai ve|gui loi tham ba con|cho muon loa keo dam cuoi|cho muon ban ghe|ai ban xe cu khong|cho toi hoi tham cu Ba|lau nay khong thay ai ghe|dien thoai toi hong nhan cham|nhan tin xong dien thoai het pin"""),
}
MORE_STATEMENTS = {
    "infrastructure": words("""cau tre muc di so lam|cau qua suoi troi mat roi|cau tam lai hong|mat cau thung lo to|duong ra dong chua do da|duong ngo hep lam dao ranh luon di|duong tron kho di|duong dong bang xe truot het|mat dien tu chieu|dien cup chua thay co lai|dien ap yeu quat khong quay|dien ap thap tu lanh khong chay|cau dao tong hong|dong ho nuoc chay bay|nuoc may may ngay khong co giot nao|xom 5 chieu qua khong co giot nao|nuoc chay nho giot|nuoc may duc|van nuoc hu khong khoa duoc|ong cai bi dao trung|gieng thon can roi|gieng can|song dien thoai yeu|goi khong duoc vi mat song|mang cham qua|cot den truoc nha tat|den tin hieu hong|nap ho ga mat|mai nha van hoa dot|ghe nha van hoa gay het|san truong dong nuoc|duong bi cay chat ngang|xe tai nang can vo duong|ranh thoat nuoc bi lap|nguoi ta de xe chan ngo|xe may cay lam nat duong|bao gio lam duong ngo 3|khi nao co dien|khi nao co nuoc lai|sao cup dien hoai|cat dien sao khong bao truoc|bao gio sua loa"""),
    "health": words("""tram hom nay dong cua|tram het vac xin|xom dang nhieu nguoi ho sot|lop con em nhieu chau om|xom co 3 nguoi tieu chay vi nuoc|ca nha dau bung sau dam cuoi da do|chau tiem ve bieng an|cho can nhe ray mau thoi co phai tiem khong|chau di ung tom|thuoc huyet ap phat chua|toi dang cho con bu uong thuoc duoc khong|bac si chuyen khoa ve hom nao|kham mat mien phi o dau|co phat khau trang khong|so tay hop dang phat hanh o xom|muoi o cong rãnh nhieu|me toi chua lam the kham benh|chau bao nhieu thang thi tiem soi|kham thai o tram co sieu am khong"""),
    "environment": words("""rac u 3 ngay nay|rac trôi day muong|bui da tu mo bay trang nha|bui xi mang bay vao nha|tieng may xe go on|nuoc thai lo mo chay ra duong|ho khi bai rac|khoi lo voi cay mat|hoa chat thuoc co chay xuong ao|ca muong chet noi|con muong den thui|nguoi ta rua binh thuoc duoi kenh|xac dong vat troi song|phan bo day duong|dot day dien lay dong khet let|cho do rac truoc cong nha toi"""),
    "agriculture": words("""chuot pha 2 sao lua|toi lam 2 mau bi do het vi gio|mia nha toi chay het 3 sao|lua chay het vi man|tieu rung lom|oc buou vang day ruong|ray trang dau nhieu|phan gia ban o dai ly|giong dom tron hat lep|chua co nuoc do ai|nuoc ve tram bom yeu|ruong cao khong len nuoc|cam rung trai non|thanh long bi dom nau|khoai ha thoi|vit chay dong vao ruong lua moi sa|may gat de lua khong gat|lai mua lua tra tien cham|dua hau ut dong|vuon dieu mat mua|hoi gia phan ure|gia re the ban lo von|sau keo an ngo|xin lich phun thuoc dot 2|kenh be bo nuoc vao ruong"""),
    "livestock": words("""de bi loet mieng|heo bo an 2 bua|vit moi no chet rai|ga bi cui dau|bo me sot sau de|bo khong chiu an co|bo vo long khong thay|tom do chet day ao|ca loc bi ghe|trau bi dich chan|nguoi buon lon dich vao xom|xe cho heo chet di qua|nha ben lam thit lon om|heo dich vut dau|vit chet vut dau|may ngay tuoi thi tiem duoc|cho tiem roi co giay khong|bo sinh non chet con|de toi sinh non|ong bo to|meo hoang bat ga|ca thieu oxy noi dau|suc oxy cho ca mua may o dau"""),
    "security": words("""dem qua nha tui bi trom mat hai con ga|bi trom lay may bom|bi ke trom cat khoa|mat day dien ngoai dong|xe may dung o cho bi lay|bi giat tui o cho|bi moc tui|cay canh truoc nha bi nho trom|lam tac chat go khu rung 4|ban rung khong phep|dat bay dien bat chuot nguy hiem|thuoc no danh ca ngoai song|kich dien bat ca|danh bai o nha ong Bay|da ga sau dinh|tu tap dua xe o duong moi|so la goi doi no hoai|nhan tin lua dao xung con trai|nguoi la hoi mua dat quay pha|co xe la dau dau ngo ca dem|tre con trom trai cay|con toi bi ban danh o truong|hoc sinh danh nhau o cong truong|nem chai vao nha|chong ba ay hay chui vo"""),
    "policy": words("""luong nguoi gia thang nay chua co|nha toi sao khong co ten|toi chua co ten trong danh sach cu tri|cap lai the cu tri|xa lam viec thu 7 khong|giay khai sinh lam o dau|lam giay chung tu bao lau|xin cap lai so ho ngheo|toi di lam xa co bau cu duoc khong|khong the chap vay duoc khong|vay can the chap gi khong|co duoc xet khong|dat ruong chia lai bao gio|tien den bu dat thap qua|xa thu tien rac hai lan|tien nuoc tinh sai|cam on nha nuoc da lo cho dan ngheo|nha toi thuoc dien nao"""),
    "meeting": words("""noi dung hop la gi|mac ao gi di|co phai mac dong phuc khong|mang theo gi|dem theo dung cu gi|mang cuoc hay xeng|ai chu tri cuoc hop|ai ung cu|hop co an com khong|muon hop o nha toi cung duoc|sao hop hoai vay|mua to the nay co hop khong|may gio xe chay|xe don o dau|con nho di theo duoc khong|hop xong may gio"""),
    "disaster": words("""nac con len nua khong|nuoc con len khong|gio bat dau manh roi|mua to duong ngap|muc nuoc song cao hon sang nay nua met|nuoc len map me bo|ho day nuoc roi|lu ve duc ngau|nuoc bat dau rut|bun day nha don khong xuat|ngoi bay het roi|gach ngoi bay het|mai bep toc het|bao vo long be het|thuyen troi mat roi|thuyen dut neo troi mat|cay do de chuong bo|mua da hu het rau|nang han khong co nuoc uong cho bo|duong sat lo mot doan|da lan xuong duong khong qua duoc|neu nuoc len thi goi ai|neu bao vao thi di dau|tivi noi bao doi huong|nuoc vao san chua vao nha|don do len gac roi"""),
    "other": words("""tin nhan bi loi font khong doc duoc|toi khong biet chu nho con doc ho|em dang di lam toi goi lai|may bac noi dung qua|van de nay hom qua toi noi roi|con toi do dai hoc cam on ba con|cu nha toi mat thang truoc roi|mung 8/3 chi em|chuc thon nam moi thang loi|bac ay xuat vien ve roi cam on tram|benh vien cho ve roi cam on moi nguoi|cam on bo doi hom qua don giup nha tui|cam on bac truong thon hom qua giup don bun|cam on da cho gao|cam on xa cho quà tết|may gio con di dau|tiem tap hoa con mo khong|ai co thang cho muon|cho toi xin so bac si|ba toi muon di le chua co xe khong|tin nay cua ai gui vay|goi lai cho toi luc toi"""),
}
for topic, more in MORE_STATEMENTS.items():
    STATEMENTS.setdefault(topic, []).extend(more)
HELP_TEXTS = {
    "health": words("""chau uong phai dau hoa|be uong nham nuoc tay|cu nga trong nha tam nam bat dong|ba nga tu tren gac xuong khong cua quay|ong Tam nga tu mai nha xuong bat tinh|tho lan chua thay len|tho xay roi giao xuong dat|dap vao da mat mau nhieu|mat nhieu mau qua|het thuoc tro tim khong di mua duoc|het thuoc hen ma dang len con|suyen len con het thuoc xit|duong huyet tut ma het thuoc|khong thay gi nua non va dau dau du doi|nguoi nong ran mat tron nguoc|dua be tim nguoi roi|chau khong khoc duoc nua|thai khong dap nua ra mau|me no sinh xong mau khong cam|de roi ma nhau khong ra|rau khong bong ra mau|an nham la ngon|uong ca vi thuoc ngu|cho can nat tay|bo huc long ruot|cay do trung dau ra mau|bi tuong do trung|luoi cua vao dui|sung no vao tay|xe lu de chan|thang may ket co nguoi trong|ngat tren nuong|mat nuoc khong con tinh|tay chan lanh het roi|khong con hoi am|mach yeu lam roi"""),
    "disaster": words("""nac len ngang lung roi chua co do vo dua dan|cho do ra don di|cho ghe vo don mẹ con|3 nguoi bam goc cay|bon tre tren noc truong nuoc vay|gio hat nguoi xuong song|tuong do trung ong noi|mot tau ca bi song danh chim|tau chim gan cua bien|thuyen vo may nguoi om phao|dat lo chan het duong con 3 nha chua ra|nha sat nui sap roi dang dao bo|bun vui toi co|nuoc cuon chau roi|song danh troi ra xa|khong biet boi ma nuoc ngap dau|ca xom chua ai ra duoc nuoc len nua roi|con suoi dang cao 6 nguoi ben kia khong ve duoc|cu gia mac ket trong nha ngap|nguoi nha di lam dong chua ve nuoc trang xoa|khong kip chay con nho con trong nha|2 dua tam kinh mat tich|tre di vot cui chua ve nuoc lon|het com an roi giup nha toi|nhin an hai hom nay|khong con hat gao chau doi khoc|nuoc sach het ba hom uong nuoc lu"""),
    "security": words("""no khoa cua nhot toi|no dot nha toi roi|no cam bua dap dau vo|no bop co con toi|no keo con gai toi vao nha nghi|bi vay danh o quan|bi 5 thang danh o bai dat|ke la bat mat dua be|nguoi ta bat chau len xe|lua lon qua nguoi trong quan chua ra het|lua bit loi ra|khoi vao day phong tro nguoi con trong|chay to qua gio thoi ve phia nha dan|no lo nau ruou nguoi bong|co nguoi dinh tu thieu|dang doi nhay lau|co nguoi treo co ngoai vuon|no do xang len nguoi"""),
}
ACK = words("""da nhan|nhan roi|da nhan tin|da nhan duoc|nhan duoc roi|biet roi|da biet|ro|ro roi|da ro|nghe roi|da nghe|nghe ro|hieu roi|da hieu|doc roi|da doc|xem roi|da xem|ok|oki|oke|uh|u|vang|da|da vang|roi|ghi nhan|da ghi|nho roi|se nho|se lam theo|toi se lam theo|se chap hanh|xin chap hanh|dong y chap hanh|cam on|cam on nhieu|cam on da bao|cam on thon|cam on cac bac|cam on thon da lo|cam on xa quan tam|hay lam cam on bac|tot qua cam on|biet tin roi|nghe loa roi|loa noi roi biet roi|da nam|nam duoc roi|nhan tin roi cam on|thanks|de toi bao lai ba con|de toi bao lai moi nguoi|se nhac con chau|se bao lai nha|nhan du roi""")
STOP = words("""dung nhan nua|dung gui nua|thoi dung nhan|khong nhan tin nua|khong muon nhan tin|toi khong muon nhan nua|ngung gui|ngung nhan tin|ngung di|stop|stop sms|huy nhan tin|huy dang ky tin|toi muon huy|xoa so toi|xoa so nay di|xoa ten toi khoi danh sach|cho toi rut khoi danh sach|tu choi nhan tin|khong can nhan tin|khong can bao nua|khoi gui|khoi nhan nua|phien qua dung nhan|lam phien qua|phien lam roi|dung lam phien|dung spam|dung gui linh tinh|cam nhan tin nua|cam gui nua|tat tin nhan|tat thong bao|bo so toi ra|de nghi khong nhan vao so nay|so nay de lam viec dung nhan|toi co zalo roi khong can sms|toi doc tren zalo roi dung gui sms|toi khong con o thon dung gui nua|chuyen di roi thoi gui|mu chu khong doc duoc dung nhan|gia roi khong doc duoc thoi gui|nhan nhieu qua thoi|khong thich nhan tin the nay|toi khong muon bi lam phien""")
START = words("""nhan lai tin|cho toi nhan tin lai|nhan tin lai cho toi|cho nhan lai|muon nhan lai tin|toi muon nhan tin|dang ky nhan tin|dang ky lai|dk nhan tin lai|bat lai tin|bat lai thong bao|mo lai tin nhan|start|bat dau nhan tin lai|tiep tuc gui tin|gui lai tin cho toi|gui tin tiep di|cho toi vao lai danh sach|them so toi vao lai|hom truoc huy nham cho nhan lai|lo bam huy cho nhan lai|chau nghich bam huy toi van muon nhan|toi doi y van nhan tin|bam nham dung nhan lai giup|van muon nhan thong bao|sao lau khong nhan gui lai di|khoi phuc tin nhan|xin nhan tin tro lai""")
WRONG = words("""nham so roi|nham so|nham may|nham nguoi|ban nham so|gui nham roi|nhan nham roi|lon so|lon nguoi roi|sai so|sai nguoi roi|khong phai so nha toi|day khong phai so ong Tu|toi khong phai ba Hoa|toi khong phai ong Nam|so nay khong phai cua ong Ba|khong co ai ten do|nha nay khong co ai ten Hoa|o day khong co ai ten Tu|toi khong quen ai o do|toi o Ha Noi khong biet thon nao|toi o Sai Gon co biet xa do dau|em khong o xa do|toi khong o thon nay|toi khong phai nguoi o do|so nay doi chu roi|sim nay toi moi mua|so nay toi moi mua|toi moi dung so nay|so toi moi mua khong phai chu cu|chu cu tra so roi|nguoi cu da bo sim|day la so cong ty|toi la sinh vien khong phai nha do|ban tim ai nham roi|so cua ai chu khong phai toi|ai day toi khong quen|minh khong biet thon do""")
AD = words("""vay tien nhanh khong the chap|vay von lai thap giai ngan trong ngay|ho tro vay 50tr chi can cccd|can ban gap lo dat mat tien|ban dat nen so rieng gia re|cho thue nha tro gia re|tuyen tho may luong cao|tuyen lao dong di Nhat phi thap|cong ty tuyen 50 cong nhan bao an o|cong ty tnhh can tuyen cong nhan may dong bhxh|tuyen nhan vien ban hang luong 10tr|viec lam tai nha 300k mot ngay|sale 50% toan bo|sale soc giay dep quan ao|giam gia 40% nhan dip khai truong|khuyen mai mua 1 tang 1|shop em moi ve hang moi|nhan cai luong hat dam cuoi gia re|nhan nau co dam cuoi tron goi|nhan sua may bom may no tan noi
|nhan khoan gieng gia re|nhan in card to roi|ban ga giong vit giong giao tan noi|ban cay giong uy tin|ban phan bon gia goc|thuoc gia truyen tri dau lung khoi 100%|thuoc nam chua xuong khop gui tan nha|tri nam giam can hieu qua|ca do bong da uy tin nap rut nhanh|game bai doi thuong tang 100k|soi cau lo de chuan|choi lo online hoan tien|chuc mung so dt cua ban trung giai|ban da trung thuong 1 xe may|bam vao link nhan qua ngay|truy cap web de hoan tien|tai khoan cua ban bi khoa vao link xac minh|chuyen khoan sai vui long truy cap de hoan tien|trung tam tieng Anh khai giang giam hoc phi|lop lai xe khai giang hoc phi tra gop|lam bang lai xe khong can thi|mua ban the cao nap game chiet khau|sim so dep gia re|em ben bao hiem nhan tho xin 5 phut tu van|minh ben ngan hang moi mo the tin dung|tu van dau tu lai 30%|dich vu chuyen nha tron goi|vui long nap the de su dung dich vu|vui long nap them tien""")
AD_TAIL = words("""lh 0912345678|goi 0988777666|zalo 0909123456|alo 0977123123|ib em|inbox em nhe|lien he em Linh|so luong co han|gia chi 199k|ship tan nha|uu dai hom nay|goi ngay||||""")
HEAD = words("""bac oi|chu oi|anh oi|bac truong thon oi|thon oi|em bao|cho em hoi|da|thua bac|xa oi|ba con oi""") + [""] * 14
TAIL = words("""a|nhe|nha|nghen|voi|bac a|chu oi|nhe bac|oi|lam|roi|day""") + [""] * 14


def one(*lists):
    return " ".join(x for x in (rng.choice(l) for l in lists) if x)


def sometimes(share, *lists):
    return one(*lists) if rng.random() < share else ""


def joined(*parts):
    parts = [p for p in parts if p]
    return parts[0] + "".join(rng.choice([" ", ", ", ". ", " ", " "]) + p for p in parts[1:])


def slip(text):
    """A letter lost, doubled or struck on the next key, now and then."""
    if rng.random() > 0.12 or len(text) < 12:
        return text
    at = rng.randrange(1, len(text) - 1)
    if not text[at].isalpha():
        return text
    return text[:at] + rng.choice(["", text[at] * 2]) + text[at + 1:]


def help_of_person(what, topic):
    said = joined(sometimes(0.3, HEAD), one(PERSON, what), sometimes(0.35, PLACE), sometimes(0.4, HELP_ASK))
    if rng.random() < 0.15:
        said = joined(one(HELP_ASK), one(PERSON, what))
    return said, "help", topic


def make(kind):
    if kind == "ill":
        return help_of_person(ILL, "health")
    if kind == "water":
        return help_of_person(WATER, "disaster")
    if kind == "crime":
        return help_of_person(CRIME, "security")
    if kind == "menace":
        said = one(MENACE)
        topic = "disaster" if any(w in said for w in ("nuoc", "lu ", "sap", "da lan", "dat lo")) else "security"
        if "xe" in said.split()[:2] or "tong" in said or "sap " in said + " " and "cong trinh" in said:
            topic = "health"
        return joined(sometimes(0.3, HEAD), said, sometimes(0.3, PLACE), sometimes(0.4, HELP_ASK)), "help", topic
    if kind == "over":
        what, topic = rng.choice([(ILL, "health"), (WATER, "disaster"), (CRIME, "security")])
        return joined(one(CALM, PERSON, what), one(WELL)), "report", topic
    if kind == "help":
        topic = rng.choice(list(HELP_TEXTS))
        return joined(sometimes(0.4, HEAD), one(HELP_TEXTS[topic]), sometimes(0.3, PLACE), sometimes(0.35, HELP_ASK)), "help", topic
    if kind == "plain":
        topic = rng.choice(list(PLAIN))
        return joined(sometimes(0.3, HEAD), one(PERSON, PLAIN[topic]), sometimes(0.25, PLACE), sometimes(0.2, THING_ASK)), "report", topic
    if kind == "animal":
        return joined(sometimes(0.3, HEAD), one(ANIMAL, ANIMAL_ILL), sometimes(0.3, PLACE), sometimes(0.5, ANIMAL_ASK)), "report", "livestock"
    if kind == "crop":
        return joined(sometimes(0.3, HEAD), one(CROP, CROP_ILL), sometimes(0.5, CROP_ASK)), "report", "agriculture"
    if kind == "thing":
        topic = rng.choice(list(THING))
        return joined(sometimes(0.3, HEAD), one(THING[topic][0], THING[topic][1]), sometimes(0.3, PLACE), sometimes(0.4, THING_ASK)), "report", topic
    if kind == "statement":
        topic = rng.choice(list(STATEMENTS))
        return joined(sometimes(0.4, HEAD), one(STATEMENTS[topic]), sometimes(0.2, PLACE), sometimes(0.25, THING_ASK)), "report", topic
    if kind == "service":
        return joined(one(AD), one(AD_TAIL)), "service", None
    said = {"ack": ACK, "stop": STOP, "start": START, "wrong_number": WRONG}[kind]
    return joined(sometimes(0.3, HEAD), one(said) + " " + one(TAIL)).strip(), kind, None


SHARES = {"ill": 700, "water": 450, "crop": 260, "crime": 200, "menace": 350, "over": 250, "plain": 1100, "help": 600, "animal": 550, "thing": 650,
          "statement": 2600, "service": 220, "ack": 220, "stop": 180, "start": 140, "wrong_number": 160}
STRANGERS = {"ack", "stop"}


def announcements(path):
    seen = {}
    for line in open(path, encoding="utf-8"):
        ctx = json.loads(line)["ctx"]
        if ctx and not ctx.get("help_option"):
            seen[ctx["body"]] = ctx
    return list(seen.values())


def is_free(text, ctx):
    """None of the options' words is said, so that nothing can be taken for an answer."""
    taken = set()
    for option in ctx["options"]:
        for piece in [option["label"], *(option["syn"] or [])]:
            taken |= set(plain(piece).split())
    return not taken & set(text.lower().replace(",", " ").replace(".", " ").split())


def plain(text):
    import unicodedata
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("Đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def main():
    contexts = announcements(sys.argv[1])
    number = 0
    for kind, count in SHARES.items():
        for text in sorted({make(kind) for _ in range(count)}, key=str):
            said, label, topic = text
            ctx = rng.choice(contexts) if rng.random() < 0.5 else None
            if ctx and (label in STRANGERS and ctx["options"] or not is_free(said, ctx)):
                ctx = None
            number += 1
            print(json.dumps({
                "id": f"gg{number:04d}", "ctx": ctx, "from": f"+849{number:08d}", "text": slip(said),
                "expect": {"kind": label, "choice": None, "category": topic, "urgent": label == "help"},
                "also_ok": []}, ensure_ascii=False))


main()
